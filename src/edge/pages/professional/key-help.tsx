import type { VNode } from 'preact'
import type { ProfessionalAsk } from '../ask.ts'

/** What the keys do, with the way to turn them off: shown by the script that makes them work. Spec: WCAG 2.1.4. */
export const KeyHelp = ({ ask }: { ask: ProfessionalAsk }): VNode => {
  const words = ask.text.workplace.keys
  return (
    <div class="key-help quiet" data-keys data-off={words.off} data-on={words.on} hidden>
      <p>{words.says}</p>
      <p>
        <button class="button button-quiet" type="button">
          {words.off}
        </button>
      </p>
    </div>
  )
}

import type { VNode } from 'preact'
import type { Ask } from '../ask.ts'
import { stopRecoveryPath } from '../citizen/security/stop-recovery.ts'
import { Notice } from './notice.tsx'
import { Said, sayingOf } from './said.tsx'

/** On every page of a space whose way back somebody asked for: when, until when it can be stopped, and the one button that does. */
export const RecoveryNotice = ({ ask }: { ask: Ask }): VNode | null => {
  const words = ask.text.lost.notice
  const { recovery } = ask
  if (recovery === undefined)
    return sayingOf(ask, words.said) === undefined ? null : (
      <div class="column news">
        <Said ask={ask} sayings={words.said} />
      </div>
    )
  const { askedAt, effectiveAt } = recovery
  return (
    <div class="column news">
      <Notice kind="attention">
        <p>
          <strong>{words.asked(ask.words.day(askedAt), ask.words.time(askedAt))}</strong>{' '}
          {effectiveAt === undefined
            ? words.letter
            : words.waits(ask.words.day(effectiveAt), ask.words.time(effectiveAt))}
        </p>
        <form method="post" action={stopRecoveryPath}>
          <button class="button button-stop" type="submit">
            {words.stop}
          </button>
        </form>
      </Notice>
    </div>
  )
}

import type { VNode } from 'preact'
import type { ProfessionalAsk } from '../ask.ts'

/** The end of a form that looks somebody up: its button, the way back to the patients, and under it that it is on record. */
export const FormFoot = ({ ask, button }: { ask: ProfessionalAsk; button: string }): VNode => {
  const words = ask.text.professional
  return (
    <>
      <p class="button-row">
        <button class="button" type="submit">
          {button}
        </button>
        <a href="/pro">{words.spent.back}</a>
      </p>
      <p class="aside">{words.find.traced}</p>
    </>
  )
}

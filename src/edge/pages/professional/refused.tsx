import type { VNode } from 'preact'
import { Problem } from '../../../platform/problem.ts'
import { sentenceOf, type Page, type ProfessionalAsk } from '../ask.ts'
import type { Screen } from '../screen.ts'
import { consentPath } from './consent-path.ts'

/** Where nothing else opens, an emergency still does. */
const EmergencyWay = ({ ask }: { ask: ProfessionalAsk }): VNode => {
  const words = ask.text.emergency.refused
  return (
    <section aria-labelledby="emergency">
      <h2 id="emergency">{words.heading}</h2>
      <p>{words.says}</p>
      <p>
        <a class="button button-secondary" href="/pro/emergency">
          {words.button}
        </a>
      </p>
    </section>
  )
}

/** The page of a day's measure that is spent: what stays open all the same. The person looked for is not spoken of. */
const drawSpent = (ask: ProfessionalAsk, problem: Problem): Page => {
  const words = ask.text.professional.spent
  return {
    title: words.title,
    side: 'professional',
    place: 'patients',
    status: 429,
    body: (
      <div class="column">
        <h1>{words.heading}</h1>
        <p class="lead">{sentenceOf(ask, problem.reason)}</p>
        <ul class="plain-list">
          {words.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ul>
        <EmergencyWay ask={ask} />
        <p>
          <a class="button" href="/pro">
            {words.back}
          </a>
        </p>
      </div>
    ),
  }
}

/**
 * The page of a refusal: why in one sentence, what can be done. Right: it is the same, to the byte, whether the person has a
 * space or not, so it repeats nothing of what was asked.
 */
export const drawRefused = (ask: ProfessionalAsk, problem: Problem): Page => {
  const words = ask.text.professional.refused
  return {
    title: words.title,
    side: 'professional',
    place: 'patients',
    status: 403,
    body: (
      <div class="column">
        <h1>{words.heading}</h1>
        <section class="card" aria-labelledby="why">
          <h2 id="why">{words.why}</h2>
          <p>{sentenceOf(ask, problem.reason)}</p>
          <p class="quiet">{words.same}</p>
        </section>
        <h2>{words.what}</h2>
        <ul class="plain-list">
          {words.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ul>
        <p class="aside">
          {ask.text.law.care} {ask.text.law.never} {ask.text.law.punished}
        </p>
        <EmergencyWay ask={ask} />
        <p class="button-row">
          <a class="button" href="/pro">
            {words.again}
          </a>
          <a class="button button-secondary" href={consentPath}>
            {words.consent}
          </a>
        </p>
      </div>
    ),
  }
}

/** A screen whose refusals are drawn by the page of refusals, and by that of a measure that is spent. */
export const orRefused =
  (screen: Screen<ProfessionalAsk>): Screen<ProfessionalAsk> =>
  async (ask) => {
    try {
      return await screen(ask)
    } catch (error) {
      if (error instanceof Problem && error.kind === 'refused') return drawRefused(ask, error)
      if (error instanceof Problem && error.reason === 'too-many-persons') return drawSpent(ask, error)
      throw error
    }
  }

import type { Page, ProfessionalAsk, Redirect } from '../ask.ts'
import { formFields } from '../form-fields.ts'
import { safeReturn } from '../safe-return.ts'

/** Where professionals read what the law says of opening a record. */
export const lawPath = '/pro/law'

/** The same, to come back to an address afterwards. */
export const lawAddress = (back: string): string => {
  const to = safeReturn(back)
  return to === undefined ? lawPath : `${lawPath}?return_to=${encodeURIComponent(to)}`
}

/** What the law says, once a year: one button says that it was read and that one comes for care; whoever comes for something else leaves. */
export const showLaw = (ask: ProfessionalAsk): Page => {
  const words = ask.text.law
  const back = safeReturn(ask.query.get('return_to'))
  return {
    title: words.title,
    side: 'professional',
    place: 'none',
    body: (
      <div class="column">
        <h1>{words.heading}</h1>
        <p class="lead">{words.lead}</p>
        <ul class="plain-list">
          <li>{words.care}</li>
          <li>
            <strong>{words.never}</strong>
          </li>
          <li>{words.needed}</li>
          <li>{words.seen}</li>
          <li>{words.punished}</li>
        </ul>
        <form method="post" action={lawPath}>
          {back === undefined ? null : <input type="hidden" name="return_to" value={back} />}
          <p>
            <button class="button" type="submit">
              {words.button}
            </button>
          </p>
        </form>
        <form method="post" action="/sign-out" class="stack">
          <p>{words.other}</p>
          <p>
            <button class="button button-secondary" type="submit">
              {ask.text.shell.signOut}
            </button>
          </p>
        </form>
      </div>
    ),
  }
}

/** Notes that it was read, and goes on to where the professional was heading. */
export const takeLaw = async (ask: ProfessionalAsk): Promise<Redirect> => {
  await ask.parts.lawReadings.note(ask.visitor.actor.id)
  return { to: safeReturn(formFields(ask.request).get('return_to')) ?? '/pro' }
}

import type { Page, Redirect, SpaceAsk } from '../ask.ts'
import { TermsText } from '../entry/terms-text.tsx'
import { formFields } from '../form-fields.ts'
import { safeReturn } from '../safe-return.ts'

const nowOf = (ask: SpaceAsk): string => ask.parts.clock.now().toISOString()

/** A11: what changed in the terms, at most five lines, then the whole text; one button goes on. */
export const showTerms = async (ask: SpaceAsk): Promise<Page> => {
  const words = ask.text.refusal.terms
  const terms = ask.parts.credentials.termsAt(nowOf(ask))
  const { changes } = terms[ask.lang]
  const isFirst = changes.length === 0
  const back = safeReturn(ask.query.get('return_to'))
  return {
    title: words.title,
    side: 'citizen',
    place: 'none',
    body: (
      <div class="column">
        <h1>{isFirst ? words.headingFirst : words.heading}</h1>
        <p class="lead">{isFirst ? words.leadFirst : words.lead}</p>
        {isFirst ? null : (
          <section>
            <h2>{words.changes}</h2>
            <ul class="plain-list">
              {changes.map((change) => (
                <li key={change}>{change}</li>
              ))}
            </ul>
          </section>
        )}
        <TermsText ask={ask} terms={terms} heading={words.whole(terms.version)} open={isFirst} />
        <form method="post" action="/my/terms" class="button-row">
          <input type="hidden" name="version" value={terms.version} />
          {back === undefined ? null : <input type="hidden" name="return_to" value={back} />}
          <button class="button" type="submit">
            {words.button}
          </button>
          <a href="/my/terms/refused">{words.refuse}</a>
        </form>
      </div>
    ),
  }
}

/** Keeps the acceptance and goes on to where the holder was heading. */
export const takeTerms = async (ask: SpaceAsk): Promise<Redirect> => {
  const fields = formFields(ask.request)
  await ask.parts.credentials.acceptTerms(ask.spaceId, fields.get('version') ?? '')
  return { to: safeReturn(fields.get('return_to')) ?? '/my' }
}

/** What is left without accepting: to leave, with a copy. Law: rules ENR-19. */
export const termsRefused = async (ask: SpaceAsk): Promise<Page> => {
  const words = ask.text.refusal.terms
  return {
    title: words.title,
    side: 'citizen',
    place: 'none',
    body: (
      <div class="column">
        <h1>{words.refusedHeading}</h1>
        <ul class="plain-list">
          {words.refusedSays.map((says) => (
            <li key={says}>{says}</li>
          ))}
        </ul>
        <p class="button-row">
          <a class="button button-secondary" href="/my/copy">
            {words.copy}
          </a>
          <a class="button button-secondary" href="/my/close">
            {words.close}
          </a>
        </p>
        <form method="post" action="/sign-out" class="button-row">
          <button class="button button-secondary" type="submit">
            {ask.text.shell.signOut}
          </button>
          <a href="/my/terms">{words.read}</a>
        </form>
      </div>
    ),
  }
}

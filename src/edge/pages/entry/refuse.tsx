import { Problem } from '../../../platform/problem.ts'
import type { Page, Redirect } from '../ask.ts'
import { formFields } from '../form-fields.ts'
import { entryPage, type Step } from './entry-page.tsx'
import { isStop, stopped } from './stopped.tsx'
import type { EntryAsk } from './with-entry.ts'

const step: Step = [3, 3]
const path = '/refuse/confirm'
const done = '/refuse/done'

/** What refusing means for this person: a first time, for an older record, again, or the closing of what opened by itself. */
const meaningOf = ({ text, view, parts, words: { date } }: EntryAsk): readonly string[] => {
  const words = text.refusal.refuse
  if (view.state === 'open') return words.closeSays(date(parts.ownSpace.leavingDays().archivedUntil))
  if (view.state === 'legacy-opposed') return words.againSays
  return view.legacy ? words.legacySays : words.refuseSays
}

/** A7: what it means, one button. No reason is asked. */
export const showRefuse = async (ask: EntryAsk): Promise<Page> => {
  const words = ask.text.refusal.refuse
  const kind = ask.view.state === 'open' ? 'close' : 'refuse'
  return entryPage(
    ask,
    { title: words.title, heading: words.headings[kind], lead: words.about(ask.view.name), step },
    <>
      <ul class="plain-list">
        {meaningOf(ask).map((says) => (
          <li key={says}>{says}</li>
        ))}
      </ul>
      <form method="post" action={path}>
        <input type="hidden" name="state" value={ask.view.state} />
        <p class="button-row">
          <button class="button" type="submit">
            {words.button[kind]}
          </button>
          <a href="/open/choose">{words.cancel}</a>
        </p>
      </form>
    </>,
  )
}

/** Refuses, once: a form sent twice, or after something changed, does nothing more. */
export const takeRefuse = async (ask: EntryAsk): Promise<Page | Redirect> => {
  const { state } = ask.view
  if (formFields(ask.request).get('state') !== state) return { to: path }
  try {
    await ask.parts.entries.refuse(ask.secret, state)
    return { to: done }
  } catch (error) {
    const reason = error instanceof Problem ? error.reason : ''
    if (reason === 'enrolment-wrong-moment' || reason === 'code-used') return { to: done }
    if (isStop(reason)) return stopped(ask, reason)
    // pressed twice at once: the other one refused between this one's look and its turn
    if (reason === 'entry-ended' && (await ask.parts.entries.find(ask.secret)).refused) return { to: done }
    throw error
  }
}

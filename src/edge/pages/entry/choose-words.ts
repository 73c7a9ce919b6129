import type { EntryView } from '../../../areas/enrolment/index.ts'
import type { EntryAsk } from './with-entry.ts'

/** What a person has to choose between, by where their enrolment stands. */
export type ChoiceKind = 'fresh' | 'opened' | 'opposed' | 'legacy' | 'closed' | 'suspended' | 'minor'

const kinds: Readonly<Record<string, ChoiceKind>> = {
  open: 'opened',
  opposed: 'opposed',
  'legacy-opposed': 'legacy',
  closed: 'closed',
  erasing: 'closed',
  suspended: 'suspended',
}

/** The choice of somebody on the way. Law: rules ENR-28, a child has none of their own but to refuse, by a parent. */
export const choiceOf = ({ state, isMinor }: EntryView): ChoiceKind =>
  isMinor ? 'minor' : (kinds[state ?? ''] ?? 'fresh')

/** The sentence under the heading: what happens without an answer, or where things stand. */
export const choiceLead = ({ text, view, words }: EntryAsk): string => {
  const { leads } = text.opening.choose
  const [opens, erased] = [view.opensOn, view.erasedOn]
  const kind = choiceOf(view)
  if (kind === 'fresh') return opens === undefined ? leads.freshUndated : leads.fresh(words.date(opens))
  if (kind === 'legacy') return opens === undefined ? leads.freshUndated : leads.legacy(words.date(opens))
  if (kind === 'closed') return erased === undefined ? leads.closedUndated : leads.closed(words.date(erased))
  return leads[kind]
}

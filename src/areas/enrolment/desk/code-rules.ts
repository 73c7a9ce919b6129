import type { DeskParameters } from './parameters.ts'
import type { CodeHint, IssuedBefore } from './code-types.ts'

const dayMs = 24 * 60 * 60 * 1000

/** What is known of a person's codes. Instants are ISO. */
export interface CodeFacts {
  now: string
  issued: readonly IssuedBefore[]
  /** when an insurer's file last changed the contact */
  contactChangedAt: string | undefined
  isContactShared: boolean
  tries: number
  areRequestsSpent: boolean
}

/** Whether somebody wished for a code: the letter of a campaign came by itself. */
const isWished = ({ origin }: IssuedBefore): boolean => origin !== 'notice'

/** What may be a fraud, in the order of its weight: hints for a human, who decides. Pure. */
export const findCodeHints = (facts: CodeFacts, { hints }: DeskParameters['codes']): CodeHint[] => {
  const isLate = (at: string, days: number): boolean => Date.parse(facts.now) - Date.parse(at) < days * dayMs
  const { manyCodes, contactChangedDays, manyTries } = hints
  const wished = facts.issued.filter((one) => isWished(one) && isLate(one.at, manyCodes.days))
  const isChanged = facts.contactChangedAt !== undefined && isLate(facts.contactChangedAt, contactChangedDays)
  const found: readonly (readonly [CodeHint, boolean])[] = [
    ['contact-changed', isChanged],
    ['many-codes', wished.length >= manyCodes.count],
    ['many-tries', facts.tries >= manyTries],
    ['requests-at-limit', facts.areRequestsSpent],
    ['contact-shared', facts.isContactShared],
  ]
  return found.flatMap(([hint, isFound]) => (isFound ? [hint] : []))
}

/** Whether what is on record makes a case for the queue: a shared contact is one already, and takes no message. */
export const isForTheQueue = (hints: readonly CodeHint[]): boolean =>
  hints.includes('many-codes') || hints.includes('contact-changed')

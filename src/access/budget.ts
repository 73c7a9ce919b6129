import type { Allowance } from '../reference/create-budgets.ts'
import type { DecisionInput, Decision } from './decision.ts'
import type { Act, Actor, Relation } from './types.ts'

/** The parties under which the whole country is counted: several, so that it does not queue at one row (migrations/0022). */
export const nationRows: readonly string[] = Array.from({ length: 16 }, (_, row) => `*${row}`)

/** What a budget is spent on. */
export type Spending = 'new-persons' | 'new-consents'

type Purse = Pick<Allowance, 'newPersons' | 'newConsents' | 'nationConsents'>

/** What stands about a professional or an app that has not met the holder of a space, or not in a way that counted. */
export interface Seeking {
  /** a member of the staff must decide before they meet anybody new, they or their facility */
  held: boolean
  /** somebody of their facility has met the holder: for the facility it is nobody new */
  facilityKnows: boolean
  /** consents of unrelated persons are held everywhere */
  nationHeld: boolean
  /** how many of them were recorded in the hour, in the whole country */
  nationConsents: number
  /** what was spent in the day, by party; a party or kind that is not there has spent nothing */
  spent: readonly (readonly [partyId: string, kind: Spending, n: number])[]
}

/** Whether a visitor may meet only so many persons: professionals and apps. */
export const hasBudget = (actor: Actor): actor is Extract<Actor, { kind: 'professional' | 'app' }> =>
  actor.kind === 'professional' || actor.kind === 'app'

/** The parties whose budgets a visitor spends: a professional's own, then their facility's; an app's own. Nobody else has one. */
export const spendersOf = (actor: Actor): string[] => {
  if (!hasBudget(actor)) return []
  return 'facility' in actor && actor.facility !== undefined ? [actor.id, actor.facility.id] : [actor.id]
}

const isSpent = (
  { spent }: Seeking,
  { kind, parties, allowed }: { kind: Spending; parties: readonly string[]; allowed: readonly number[] },
): boolean =>
  parties.some((party, index) => {
    const [, , n = 0] = spent.find(([by, what]) => by === party && what === kind) ?? []
    return n >= (allowed[index] ?? 0)
  })

/** A consent for somebody with whom nobody of the place has had to do: neither by a tie nor by a look. */
export const isUnrelated = (relation: Relation, { facilityKnows }: Pick<Seeking, 'facilityKnows'>): boolean =>
  (relation === 'none' || relation === 'author') && !facilityKnows

/** What is left for consents: the party's own measure and, for the unrelated, the country's. */
const areConsentsSpent = (
  { actor, relation }: { actor: Actor; relation: Relation },
  seeking: Seeking,
  { newConsents, nationConsents }: Purse,
): boolean =>
  isSpent(seeking, { kind: 'new-consents', parties: spendersOf(actor), allowed: newConsents }) ||
  (isUnrelated(relation, seeking) && (seeking.nationHeld || seeking.nationConsents >= nationConsents))

/**
 * Whether a professional or an app may meet somebody new. Not asked where they met before: those stay open. A consent that they record is
 * measured besides; the database counts and refuses what goes beyond, so that the answer here is never too generous for long.
 */
export const budgetOf = (
  visit: { actor: Actor; act: Act; relation: Relation },
  seeking: Seeking,
  purse: Purse,
): DecisionInput['budget'] => {
  const parties = spendersOf(visit.actor)
  const meeting = seeking.facilityKnows ? parties.slice(0, 1) : parties
  const spent =
    seeking.held ||
    isSpent(seeking, { kind: 'new-persons', parties: meeting, allowed: purse.newPersons }) ||
    (visit.act === 'record-consent' && areConsentsSpent(visit, seeking, purse))
  return spent ? 'spent' : 'left'
}

/** Whether a permitted look counts: emergencies and looks at what one wrote oneself spend nothing (data/access/truth-table.json). */
export const isCounted = ({ reason }: Decision): boolean =>
  reason !== 'own-deposit' && reason !== 'break-glass' && reason !== 'dispatch'

import { blockOf, lasts, partiesOf } from './policy.ts'
import type { Rules } from './rules.ts'
import type { Standing } from './standing.ts'
import type { Tie } from './standing-ties.ts'
import type { Visit } from './types.ts'

/** A tie is prolonged when less than this is left of it: so care that goes on costs a write once in many months. */
const nearDays = 30

/**
 * The ties of care that this visit prolongs, where it is let in: those of the visitor or their facility that last, and end soon. Law:
 * L.1110-12, the team is presumed while care lasts; rules U-2, ACC-2.
 */
export const lastingTies = (
  rules: Pick<Rules, 'careTeamUntil'>,
  { visit, standing, now }: { visit: Visit; standing: Pick<Standing, 'policy'>; now: Date },
): readonly Tie[] => {
  const { actor } = visit
  if (actor.kind !== 'professional' && actor.kind !== 'software') return []
  const near = new Date(now.getTime() + nearDays * 86_400_000)
  const ending = standing.policy.relations.filter(
    ([party, kind, , until]) =>
      kind === 'care-team' && partiesOf(actor).includes(party) && lasts(until, now) && !lasts(until, near),
  )
  if (ending.length === 0 || blockOf(standing.policy, actor) !== 'no') return []
  return ending.map(([partyId]) => ({ partyId, kind: 'care-team', until: rules.careTeamUntil(now) }))
}

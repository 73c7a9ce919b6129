import type { Connection } from '../platform/database/database.ts'
import { timeOrderedId } from '../platform/ids.ts'
import { hasBudget, isCounted, isUnrelated, spendersOf } from './budget.ts'
import type { Decision } from './decision.ts'
import { audienceOfVisit } from './entry-of.ts'
import type { Arrival } from './door-opened.ts'
import { hasNotedConsent, relationOf } from './policy.ts'
import type { Rules } from './rules.ts'
import { countConsent, countRefusal, noteMeeting } from './standing-budget.ts'
import type { Knocker } from './standing.ts'
import type { Actor, Visit } from './types.ts'

/** The law, and the instant of the visit. */
export interface NotingParts {
  rules: Pick<Rules, 'allowance' | 'withheldBefore'>
  now: Date
}

const dayAndHour = ({ day, hour }: Pick<Knocker, 'day' | 'hour'>): Pick<Knocker, 'day' | 'hour'> => ({ day, hour })

/** Who knocks, as the standing is read for them. */
export const knockerOf = ({ actor }: Visit, { rules, now }: NotingParts): Knocker => ({
  id: actor.id,
  spenders: spendersOf(actor),
  ...(hasBudget(actor) ? dayAndHour(rules.allowance(actor, now)) : { day: '', hour: '' }),
  withheldBefore: rules.withheldBefore(now),
})

const allowanceOf = (actor: Actor, { rules, now }: NotingParts) =>
  hasBudget(actor) ? rules.allowance(actor, now) : undefined

/**
 * What a permitted visit leaves besides its entry: that the visitor has met the holder, with the notice of a first look, and what it
 * costs them. Undefined where they met before, which is nearly always. In the visit's own transaction.
 */
export const noteVisit = (
  { visit, standing, judge }: Arrival,
  parts: NotingParts,
): ((connection: Connection) => Promise<void>) | undefined => {
  const { actor, act, partyId = actor.id } = visit
  const { spaceId, acquainted, seeking, policy } = standing
  const allowance = seeking && isCounted(judge.visit) ? allowanceOf(actor, parts) : undefined
  if (act === 'record-consent') {
    if (seeking === undefined || allowance === undefined || hasNotedConsent(policy, partyId, parts.now))
      return undefined
    const nation = isUnrelated(relationOf(policy, actor, parts.now), seeking)
    return (connection) => countConsent(connection, { parties: spendersOf(actor), nation }, allowance)
  }
  const isLook = judge.visit.obligations.includes('notify-holder-first-look')
  if (!isLook || (acquainted && allowance === undefined)) return undefined
  const [, ...facility] = spendersOf(actor)
  const meeting = {
    spaceId,
    parties: [actor.id, ...facility],
    // rules DOC-27: whoever is written to may not be one who may know of this look, and must not miss the next for it.
    ...(audienceOfVisit({ visit, standing }) === 'main' && { noticeId: timeOrderedId(parts.now.getTime()) }),
    ...(allowance && { allowance }),
  }
  return (connection) => noteMeeting(connection, meeting)
}

/**
 * What a refusal leaves besides its entry: a professional's that tells nothing is counted, whatever its reason, so that all look alike. An
 * app's is not: each holder who stops it leaves it a few, and nobody may hold an app for being left.
 */
export const noteRefusal = async (
  connection: Connection,
  { visit: { actor }, decision }: { visit: Visit; decision: Decision },
  parts: NotingParts,
): Promise<void> => {
  const isCountedHere = actor.kind === 'professional' && decision.obligations.includes('hide-existence')
  const allowance = isCountedHere ? allowanceOf(actor, parts) : undefined
  if (allowance) await countRefusal(connection, spendersOf(actor), allowance.hour)
}

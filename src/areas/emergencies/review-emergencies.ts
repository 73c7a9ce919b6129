import { isUuid } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import type { Party } from '../identity/index.ts'
import { hoursAfter, instantOf, type EmergencyParts } from './emergency-parts.ts'
import { openDetails } from './list-emergencies.ts'
import { countWaiting, noteOutcome, selectReviews, type ReviewRow } from './store.ts'
import type { Emergencies, ReviewLine } from './types.ts'

/** As many as a reviewer is shown at once. */
const mostShown = 100

const reviewHoursAt = ({ parameters }: EmergencyParts, at: string): number =>
  parameters.parameterAt('emergencyReviewHours', at)

const lineOf = async (
  parts: EmergencyParts,
  row: ReviewRow,
  { now, names }: { now: string; names: ReadonlyMap<string, Pick<Party, 'name'>> },
): Promise<ReviewLine[]> => {
  const details = await openDetails(parts, row)
  if (details === undefined) return []
  const { reason, ...by } = details
  const openedAt = new Date(row.opened_at).toISOString()
  const dueAt = hoursAfter(openedAt, reviewHoursAt(parts, openedAt))
  const { id, kind, noted, outcome, reviewed_at: reviewedAt, confirmed_by: second } = row
  const line = {
    id,
    kind,
    openedAt,
    dueAt,
    isOverdue: outcome === null && dueAt <= now,
    by,
    noted,
    ...(second === null ? {} : { secondBy: names.get(second)?.name ?? second }),
    ...(reason === undefined ? {} : { reason }),
    ...(outcome === null ? {} : { outcome }),
    ...(reviewedAt === null ? {} : { reviewedAt: new Date(reviewedAt).toISOString() }),
  }
  return [line]
}

/** Every opening waits for a reviewer: who, when, why, in what role, who said the second yes, and whether it was noted. Trust: nothing of what was opened. */
export const createReviews = (
  parts: EmergencyParts,
): Pick<Emergencies, 'listReviews' | 'review' | 'reviewHours' | 'countOverdue'> => ({
  listReviews: async (visitor) => {
    await parts.enter(visitor, 'emergencies-view')
    const now = instantOf(parts)
    const zone = parts.parameters.parameterAt('civilTimeZone', now)
    const rows = await selectReviews(parts.database, { limit: mostShown, zone })
    const seconds = rows.flatMap(({ confirmed_by: second }) => second ?? [])
    const names = await parts.people.findParties([...new Set(seconds)])
    return (await Promise.all(rows.map((row) => lineOf(parts, row, { now, names })))).flat()
  },
  review: async (visitor, { id, outcome }) => {
    const by = await parts.enter(visitor, 'emergency-review', { emergency: id, regular: outcome === 'regular' })
    if (isUuid(id) && (await noteOutcome(parts.database, { id, outcome, by, at: instantOf(parts) }))) return
    throw new Problem('absent', 'emergency-unknown')
  },
  reviewHours: () => reviewHoursAt(parts, instantOf(parts)),
  countOverdue: () => {
    const now = instantOf(parts)
    return countWaiting(parts.database, hoursAfter(now, -reviewHoursAt(parts, now)))
  },
})

import { dayOf, endOfPeriod, startOfDay } from '../../../platform/calendar.ts'
import { findHeldUp } from '../campaigns/find-held-up.ts'
import { countLate } from './count-late.ts'
import { instantOf, minutesAfter, type DeskParts } from './desk-parts.ts'
import { countFailed, countUnfrozen, selectDueCounts, selectExceptionCounts } from './store.ts'
import type { PersonsDesk } from './types.ts'

const dayMinutes = 24 * 60

/** The state of the house. Counts only: nobody is named. */
export const createReadToday =
  (parts: DeskParts): PersonsDesk['readToday'] =>
  async (visitor) => {
    await parts.desk.enter(visitor, 'today-view')
    const now = instantOf(parts)
    const zone = parts.zone(now)
    const tomorrow = endOfPeriod(now, { days: 0 }, zone)
    const until = endOfPeriod(now, { days: 6 }, zone)
    const [{ parked, waiting }, failed, lateRefusals, unfrozen, due, exceptions, approvals, heldUp] = await Promise.all(
      [
        parts.outbox.count(),
        countFailed(parts.database, minutesAfter(now, -dayMinutes)),
        countLate(parts),
        countUnfrozen(parts.database, startOfDay(dayOf(now, zone), zone)),
        selectDueCounts(parts.database, { now, tomorrow, until, zone }),
        selectExceptionCounts(parts.database),
        parts.approvals.count(),
        findHeldUp(parts),
      ],
    )
    return { parked, waiting, failed, lateRefusals, unfrozen, due, exceptions, approvals, heldUp }
  }

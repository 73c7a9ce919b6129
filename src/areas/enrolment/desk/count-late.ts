import { dayOf, endOfPeriod, startOfDay } from '../../../platform/calendar.ts'
import { instantOf, type DeskParts } from './desk-parts.ts'
import { deskParameters } from './parameters.ts'
import { countLateRefusals } from './store.ts'
import type { LateRefusals } from './refusal-types.ts'
import type { PersonsDesk } from './types.ts'

/** The decisions of the last days that took effect on a later day than they came, by the civil clock. */
export const countLate = async (parts: DeskParts): Promise<LateRefusals> => {
  const now = instantOf(parts)
  const zone = parts.zone(now)
  const to = dayOf(now, zone)
  const from = Temporal.PlainDate.from(to)
    .subtract({ days: deskParameters.lateDays - 1 })
    .toString()
  const span = { from: startOfDay(from, zone), to: endOfPeriod(now, { days: 0 }, zone), zone }
  return { count: await countLateRefusals(parts.database, span), from, to }
}

/** The same for whoever opens the form of the register: a count, and nobody in it. */
export const createCountLate =
  (parts: DeskParts): PersonsDesk['countLateRefusals'] =>
  async (visitor) => {
    await parts.desk.enter(visitor, 'form-view', { form: 'refusals-view' })
    return countLate(parts)
  }

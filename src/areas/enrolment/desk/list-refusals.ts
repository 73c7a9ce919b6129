import { endOfPeriod, startOfDay } from '../../../platform/calendar.ts'
import { parseInstant } from '../../../platform/clock.ts'
import { isUuid } from '../../../platform/ids.ts'
import { Problem } from '../../../platform/problem.ts'
import { isDay } from '../../../reference/day-in-words.ts'
import { proofsIn, takenBackAt } from '../life/proof-of.ts'
import { countLate } from './count-late.ts'
import { instantOf, type DeskParts } from './desk-parts.ts'
import { deskParameters } from './parameters.ts'
import { selectRefusals } from './store.ts'
import type { RefusalLine, RefusalSearch, ShownRefusal } from './refusal-types.ts'
import type { PersonsDesk } from './types.ts'

// Instants as we write them: a Date also takes `1` and 31 February, which the database does not.
const instantShape = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/

const readDays = (parts: DeskParts, { from, to }: RefusalSearch): { from: string; to: string; zone: string } => {
  for (const [field, day] of Object.entries({ from, to }))
    if (!isDay(day)) throw new Problem('incorrect', 'desk-day-unreadable', { details: { field } })
  const zone = parts.zone(instantOf(parts))
  const start = startOfDay(from, zone)
  return { from: start, to: endOfPeriod(startOfDay(to, zone), { days: 0 }, zone), zone }
}

/** A cursor is an instant and a person's id; anything else is the first page. */
const readCursor = (after: string | undefined): string | null => {
  const [at = '', id = ''] = after?.split('|') ?? []
  const instant = instantShape.test(at) ? parseInstant(at) : undefined
  return instant !== undefined && isUuid(id) ? `${instant.toISOString()}|${id}` : null
}

/** What became of each line: the events of its person tell, a page of lines at most. */
const follow = ({ register }: DeskParts, lines: readonly RefusalLine[]): Promise<ShownRefusal[]> =>
  Promise.all(
    lines.map(async (line) => {
      const events = await register.listEvents(line.personId)
      const at = takenBackAt(events, line.eventId)
      const hasProof = proofsIn(line.personId, events).some(({ reference }) => reference === line.eventId)
      return { ...line, hasProof, ...(at === undefined ? {} : { takenBackAt: at }) }
    }),
  )

/** The register of refusals and closures, newest first, for a reason. Nobody is named in it. */
export const createListRefusals =
  (parts: DeskParts): PersonsDesk['listRefusals'] =>
  async (visitor, search) => {
    const { from, to, reason } = search
    await parts.desk.enter(visitor, 'refusals-view', { from, to, reason })
    if (!deskParameters.registerReasons.includes(reason))
      throw new Problem('incorrect', 'desk-reason-missing', { details: { field: 'reason' } })
    const limit = deskParameters.listed
    const found = await selectRefusals(parts.database, {
      ...readDays(parts, search),
      before: readCursor(search.after),
      late: search.late === true,
      limit: limit + 1,
    })
    const lines = await follow(parts, found.slice(0, limit))
    const last = lines.at(-1)
    const next = found.length > limit && last !== undefined ? { next: `${last.at}|${last.personId}` } : {}
    return { lines, ...next, late: await countLate(parts) }
  }

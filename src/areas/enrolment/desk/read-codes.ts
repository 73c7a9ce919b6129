import { dayOf } from '../../../platform/calendar.ts'
import { showCounts, showFigures, type Shown } from '../campaigns/mask-rules.ts'
import { campaignParameters } from '../campaigns/parameters.ts'
import { codeColumns } from './code-columns.ts'
import { daysBefore, instantOf, type DeskParts } from './desk-parts.ts'
import { deskParameters } from './parameters.ts'
import { selectCodeDays, selectHeldDays, selectHintCases, type CodeDayRow } from './store.ts'
import type { CodeDay } from './code-types.ts'
import type { PersonsDesk } from './types.ts'

const { channels, origins } = codeColumns
const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0)

/** The figures of one day: all of them, by how they left, on what wish. */
const figuresOf = (rows: readonly CodeDayRow[]): number[] => {
  const counted = (fits: (row: CodeDayRow) => boolean): number => sumOf(rows.filter(fits).map(({ count }) => count))
  return [
    counted(() => true),
    ...channels.map((channel) => counted((row) => row.channel === channel)),
    ...origins.map((origin) => counted((row) => row.origin === origin)),
  ]
}

/** The columns that add up to all of a day: twice, by channel and by wish. */
const blocks = [channels.map((_, at) => 1 + at), origins.map((_, at) => 1 + channels.length + at)]

const lineOf = (day: string, shown: readonly Shown[], held: Shown): CodeDay => ({
  day,
  total: shown[0] ?? null,
  channels: channels.map((_, at) => shown[1 + at] ?? null),
  origins: origins.map((_, at) => shown[1 + channels.length + at] ?? null),
  held,
})

/** Codes made again in the last days, and those held back; figures so small that they might name somebody are not shown. */
export const createReadCodes =
  (parts: DeskParts): PersonsDesk['readCodes'] =>
  async (visitor) => {
    await parts.desk.enter(visitor, 'codes-view')
    const now = instantOf(parts)
    const zone = parts.zone(now)
    const { boardDays, listed } = deskParameters.codes
    const days = Array.from({ length: boardDays }, (_, ago) => dayOf(daysBefore(now, ago), zone))
    const made = await selectCodeDays(parts.database, days.at(-1) ?? '', zone)
    const heldBack = await selectHeldDays(parts.database, days.at(-1) ?? '')
    const limit = campaignParameters.maskBelow
    const figures = days.map((day) => figuresOf(made.filter((row) => row.day === day)))
    const { total, tables } = showFigures({ tables: [figures], blocks, limit })
    const counts = days.map((day) => heldBack.find((row) => row.day === day)?.count ?? 0)
    const held = showCounts(counts, limit)
    const heldSum = sumOf(counts)
    return {
      days: days.map((day, at) => lineOf(day, tables[0]?.[at] ?? [], held[at] ?? null)),
      total: total[0] ?? null,
      held: heldSum > 0 && heldSum < limit ? null : heldSum,
      cases: await selectHintCases(parts.database, listed),
    }
  }

import { dayOf, mondayOf } from '../../../platform/calendar.ts'
import { showCounts, showFigures } from '../campaigns/mask-rules.ts'
import { campaignParameters } from '../campaigns/parameters.ts'
import { codeColumns } from './code-columns.ts'
import { instantOf, type DeskParts } from './desk-parts.ts'
import { deskParameters } from './parameters.ts'
import { selectCodeWeeks, selectHeldWeeks, selectHintCases, type CodeWeekRow } from './store.ts'
import type { CodeWeek } from './code-types.ts'
import type { PersonsDesk } from './types.ts'

const { channels, origins } = codeColumns
const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0)

/** The figures of one week: all of them, by how they left, on what wish. */
const figuresOf = (rows: readonly CodeWeekRow[]): number[] => {
  const counted = (fits: (row: CodeWeekRow) => boolean): number => sumOf(rows.filter(fits).map(({ count }) => count))
  return [
    counted(() => true),
    ...channels.map((channel) => counted((row) => row.channel === channel)),
    ...origins.map((origin) => counted((row) => row.origin === origin)),
  ]
}

/** The columns that add up to all of a week: twice, by channel and by wish. */
const blocks = [channels.map((_, at) => 1 + at), origins.map((_, at) => 1 + channels.length + at)]

/** A week by itself: what is shown of it does not depend on its neighbours, so that a later look tells nothing more. */
const showWeek = (week: string, rows: readonly CodeWeekRow[], held: number): CodeWeek => {
  const limit = campaignParameters.maskBelow
  const { total } = showFigures({ tables: [[figuresOf(rows)]], blocks, limit })
  return {
    week,
    total: total[0] ?? null,
    channels: channels.map((_, at) => total[1 + at] ?? null),
    origins: origins.map((_, at) => total[1 + channels.length + at] ?? null),
    held: showCounts([held], limit)[0] ?? null,
  }
}

/** Codes sent anew in the last finished weeks, and those held back; figures so small that they might name somebody are not shown. */
export const createReadCodes =
  (parts: DeskParts): PersonsDesk['readCodes'] =>
  async (visitor) => {
    await parts.desk.enter(visitor, 'codes-view')
    const now = instantOf(parts)
    const zone = parts.zone(now)
    const { boardWeeks, listed } = deskParameters.codes
    const today = dayOf(now, zone)
    const weeks = Array.from({ length: boardWeeks }, (_, ago) => mondayOf(today, { weeksBefore: ago + 1 }))
    const shown = { from: weeks.at(-1) ?? today, to: mondayOf(today, { weeksBefore: 0 }) }
    const sent = await selectCodeWeeks(parts.database, shown, zone)
    const heldBack = await selectHeldWeeks(parts.database, shown)
    return {
      weeks: weeks.map((week) => {
        const rows = sent.filter((row) => row.week === week)
        return showWeek(week, rows, heldBack.find((row) => row.week === week)?.count ?? 0)
      }),
      cases: await selectHintCases(parts.database, listed),
    }
  }

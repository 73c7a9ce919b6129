import type { FacilityRecord } from '../identity/index.ts'
import { shareOf, sumTold, type Cell, type Told } from './mask.ts'
import type { Share } from './figures.ts'
import { owedLines, type OwedLine } from './owed-file.ts'

/** Where a facility stands with something it owes: nothing came in the months shown, nothing in the last two, or something did. */
export type OwingState = (typeof owingStates)[number]

/** The states, the worst first. */
export const owingStates = ['nothing', 'silent', 'sending'] as const

/** One facility against one thing it owes. `months`: in the order of the board's; `lastMonth`: when something last came. */
export interface BoardRow {
  facility: FacilityRecord
  line: OwedLine
  months: readonly Told[]
  total: Told
  state: OwingState
  lastMonth?: string
  onTheDay?: Share
}

/** Orders of the board. */
export const boardSorts = ['state', 'name', 'volume', 'day'] as const

/** What of the board is asked for; what is absent is not filtered. */
export interface BoardQuery {
  sort: (typeof boardSorts)[number]
  state?: OwingState
  lineId?: string
  /** a piece of the facility's name, whatever the case */
  name?: string
}

const isOwed = (line: OwedLine, { kind }: FacilityRecord, today: string): boolean =>
  kind !== undefined && line.producers.includes(kind) && (line.from === null || line.from <= today)

const rowOf = (
  facility: FacilityRecord,
  line: OwedLine,
  { cells, months }: { cells: readonly Cell[]; months: readonly string[] },
): BoardRow => {
  const counts = months.map((month) => sumTold(cells.filter((cell) => cell.month === month).map(({ told }) => told)))
  const last = counts.findLastIndex(({ n }) => n > 0)
  const lastMonth = months[last]
  const onTheDay = shareOf(cells.map((cell) => cell.onTheDay))
  return {
    facility,
    line,
    months: counts,
    total: sumTold(cells.map(({ told }) => told)),
    state: last === -1 ? 'nothing' : last < months.length - 2 ? 'silent' : 'sending',
    ...(lastMonth === undefined ? {} : { lastMonth }),
    ...(onTheDay && { onTheDay }),
  }
}

/**
 * Every facility against what it owes on a day, and against what it sends of what is owed though nobody said that it must. Law: R.1111-42.
 * Pure.
 */
export const boardOf = (
  cells: readonly Cell[],
  facilities: readonly FacilityRecord[],
  { months, today }: { months: readonly string[]; today: string },
): BoardRow[] => {
  const taken = Map.groupBy(
    cells.filter(({ figure, lineId }) => figure === 'taken' && lineId !== ''),
    ({ facilityId, lineId }) => `${facilityId}\n${lineId}`,
  )
  return facilities.flatMap((facility) =>
    owedLines.flatMap((line) => {
      const sent = taken.get(`${facility.id}\n${line.id}`) ?? []
      return sent.length > 0 || isOwed(line, facility, today) ? [rowOf(facility, line, { cells: sent, months })] : []
    }),
  )
}

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : Number(a > b))

const byName = (a: BoardRow, b: BoardRow): number =>
  a.facility.name.localeCompare(b.facility.name, 'fr') || compare(a.facility.id, b.facility.id)

const orders: Readonly<Record<BoardQuery['sort'], (a: BoardRow, b: BoardRow) => number>> = {
  state: (a, b) =>
    compare(owingStates.indexOf(a.state), owingStates.indexOf(b.state)) ||
    compare(a.lastMonth ?? '', b.lastMonth ?? '') ||
    byName(a, b),
  name: byName,
  volume: (a, b) => compare(a.total.n, b.total.n) || byName(a, b),
  day: (a, b) => compare(a.onTheDay?.percent ?? 101, b.onTheDay?.percent ?? 101) || byName(a, b),
}

/** The rows that are asked for, in the order that is. Pure. */
export const arrangeBoard = (rows: readonly BoardRow[], query: BoardQuery): BoardRow[] => {
  const name = query.name?.toLocaleLowerCase('fr')
  return rows
    .filter(
      ({ state, line, facility }) =>
        (query.state === undefined || state === query.state) &&
        (query.lineId === undefined || line.id === query.lineId) &&
        (name === undefined || facility.name.toLocaleLowerCase('fr').includes(name)),
    )
    .toSorted(orders[query.sort])
}

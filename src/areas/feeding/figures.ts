import { shareOf, sumTold, type Cell, type Told } from './mask.ts'
import { isUnreadable } from './quality-file.ts'

/** A share in whole percent; `orMore` where it may be told no closer. */
export interface Share {
  percent: number
  orMore: boolean
}

/** What is told of a producer in a month, or over months. Counts of documents but for `refused`, `unreadable`, `untyped`: messages. */
export interface Figures {
  taken: Told
  older: Told
  again: Told
  refused: Told
  /** of those that were refused: for what the file itself is */
  unreadable: Told
  untyped: Told
  /** of what was taken: with remarks on its structure, and come on the day it was made */
  remarked?: Share
  onTheDay?: Share
}

const toldOf = (cells: readonly Cell[], isWanted: (cell: Cell) => boolean): Told =>
  sumTold(cells.filter(isWanted).map(({ told }) => told))

/** What some cells come to. Pure. */
export const figuresOfCells = (cells: readonly Cell[]): Figures => {
  const of = (figure: Cell['figure']): Told => toldOf(cells, (cell) => cell.figure === figure)
  const remarked = shareOf(cells.map((cell) => cell.remarked))
  const onTheDay = shareOf(cells.map((cell) => cell.onTheDay))
  return {
    taken: of('taken'),
    older: of('older'),
    again: of('again'),
    refused: of('refused'),
    unreadable: toldOf(cells, ({ figure, reason }) => figure === 'refused' && isUnreadable(reason)),
    untyped: of('untyped'),
    ...(remarked && { remarked }),
    ...(onTheDay && { onTheDay }),
  }
}

/** Month by month. Pure. */
export const figuresByMonth = (
  cells: readonly Cell[],
  months: readonly string[],
): { month: string; figures: Figures }[] =>
  months.map((month) => ({ month, figures: figuresOfCells(cells.filter((cell) => cell.month === month)) }))

/** Why messages were refused, the most frequent first. Pure. */
export const reasonsOf = (cells: readonly Cell[]): { reason: string; told: Told }[] => {
  const refused = cells.filter(({ reason }) => reason !== '')
  return [...new Set(refused.map(({ reason }) => reason))]
    .map((reason) => ({ reason, told: toldOf(refused, (cell) => cell.reason === reason) }))
    .toSorted((a, b) => b.told.n - a.told.n || (a.reason < b.reason ? -1 : 1))
}

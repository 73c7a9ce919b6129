import type { VNode } from 'preact'
import { qualityFile, type BoardRow, type FeedCard } from '../../../areas/feeding/index.ts'
import { sentenceOf, type Ask } from '../ask.ts'
import { NumberTable } from '../components/number-table.tsx'
import { countWords, figureCells, figureColumns, lineName, shareWords } from './feed-words.ts'

/** A producer's figures, month by month, the last one first. */
export const MonthTable = ({ ask, months }: { ask: Ask; months: FeedCard['months'] }): VNode => {
  const words = ask.text.feeds
  return (
    <section>
      <h2>{words.byMonth}</h2>
      <NumberTable
        label={words.byMonth}
        columns={[words.month, ...figureColumns(ask)]}
        numbersFrom={1}
        rows={months.toReversed().map(({ month, figures }) => ({
          key: month,
          cells: [ask.words.month(month), ...figureCells(ask, figures)],
        }))}
      />
      <p class="aside">{words.figuresSay}</p>
    </section>
  )
}

/** Why messages were refused: the sentence that the software was answered, which says the fix. */
export const ReasonTable = ({ ask, reasons }: { ask: Ask; reasons: FeedCard['reasons'] }): VNode => {
  const words = ask.text.feeds
  return (
    <section>
      <h2>{words.reasons}</h2>
      {reasons.length === 0 ? (
        <p>{words.reasonsNone}</p>
      ) : (
        <NumberTable
          label={words.reasons}
          columns={[words.answered, words.times]}
          numbersFrom={1}
          rows={reasons.map(({ reason, told }) => ({
            key: reason,
            cells: [sentenceOf(ask, reason), countWords(ask, told)],
          }))}
        />
      )}
    </section>
  )
}

/** What a facility owes, and whether it comes. */
export const OwedTable = ({ ask, rows }: { ask: Ask; rows: readonly BoardRow[] }): VNode => {
  const words = ask.text.feeds
  const { line, since, state, last, onTheDay, total } = words.columns
  return (
    <section>
      <h2>{words.owes}</h2>
      {rows.length === 0 ? (
        <p>{words.owesNone}</p>
      ) : (
        <NumberTable
          label={words.owes}
          columns={[line, state, since, last, onTheDay, total]}
          numbersFrom={4}
          rows={rows.map((row) => ({
            key: row.line.id,
            cells: [
              lineName(ask, row.line),
              words.states[row.state],
              row.line.from === null ? words.always : ask.words.date(row.line.from),
              row.lastMonth === undefined ? words.months(qualityFile.monthsShown) : ask.words.month(row.lastMonth),
              shareWords(ask, row.onTheDay),
              countWords(ask, row.total),
            ],
          }))}
        />
      )}
    </section>
  )
}

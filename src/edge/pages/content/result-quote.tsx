import type { VNode } from 'preact'
import type { ResultPoint, WeighedResult } from '../../../areas/documents/index.ts'
import type { DocumentEntry } from '../../../reference/document-entry.ts'
import type { Ask } from '../ask.ts'
import { documentName } from '../document-words.ts'
import { labelOf, rangeWords, valueWords } from './result-words.ts'

/** A value with what a quotation owes its reader: of what day, from which laboratory, in which document. */
interface Quoted {
  result: WeighedResult
  at: string
  laboratory: string | undefined
  title: string
  /** only a later report, the one named, tells it */
  repeated?: boolean
}

/** One value as it may stand in a letter: `Cholestérol total 2,31 g/L (intervalle du laboratoire 1,4 à 1,8 g/L), 14 septembre 2026, …`. */
export const quoteWords = (ask: Ask, { result, at, laboratory, title, repeated }: Quoted): string => {
  const words = ask.text.results.quote
  const range = result.ranges.map((one) => [rangeWords(ask, one), one.text].filter(Boolean).join(' — ')).join(' ; ')
  const value = [labelOf(result), result.values.map((one) => valueWords(ask, one)).join(' ; ')].join(' ')
  return [
    range === '' ? value : `${value} (${words.range(range)})`,
    ask.words.date(at.slice(0, 10)),
    result.method && ask.text.results.table.method(result.method),
    laboratory,
    repeated === true ? ask.text.results.trend.repeated : undefined,
    title === '' ? undefined : words.document(title),
  ]
    .filter(Boolean)
    .join(', ')
}

/** What is longer is scrolled. */
const mostRows = 12

/** A field, so that the keyboard alone reaches, selects and copies the lines. */
const Quotes = ({ ask, lines }: { ask: Ask; lines: readonly string[] }): VNode | null => {
  const words = ask.text.results.quote
  if (lines.length === 0) return null
  return (
    <details class="filter no-print">
      <summary>{words.title}</summary>
      <div class="filed">
        <label for="quotes">{words.says}</label>
        <textarea id="quotes" class="quotes" readonly rows={Math.min(lines.length * 2, mostRows)}>
          {lines.join('\n')}
        </textarea>
      </div>
    </details>
  )
}

/** Every value of a report as a line of text to copy, with its source. Nothing where the report has none. */
export const ReportQuote = (props: {
  ask: Ask
  entry: DocumentEntry
  results: readonly WeighedResult[]
}): VNode | null => {
  const { ask, entry, results } = props
  const final = results.filter(({ status, values }) => status === 'final' && values.length > 0)
  const lines = final.map((result) =>
    quoteWords(ask, {
      result,
      at: result.at ?? entry.datedAt,
      laboratory: result.laboratory ?? entry.authors[0]?.facility?.name,
      title: documentName(ask, entry),
    }),
  )
  return <Quotes ask={ask} lines={lines} />
}

/** The same of one value over time, newest first. */
export const TrendQuote = ({ ask, points }: { ask: Ask; points: readonly ResultPoint[] }): VNode | null => {
  const lines = points.toReversed().map(({ result, at, source, repeated }) => {
    const laboratory = result.laboratory ?? source.author?.facility?.name
    return quoteWords(ask, { result, at, laboratory, title: source.title, repeated })
  })
  return <Quotes ask={ask} lines={lines} />
}

import type { VNode } from 'preact'
import type { ResultPoint, ResultTable, ValueSeries } from '../../../areas/documents/index.ts'
import type { Ask } from '../ask.ts'
import { InLanguage } from '../components/in-language.tsx'
import { Scroller } from '../components/scroller.tsx'
import { otherLanguage } from '../other-language.ts'
import { labelOf, quantityWords, valueWords } from './result-words.ts'
import { TrendSpark } from './trend-spark.tsx'
import { Converted, drawnOf, trendValuesOf } from './trend-view.tsx'

interface TableProps {
  ask: Ask
  table: ResultTable
  /** the address of the record, under which its documents are */
  at: string
}

const Point = ({ ask, point, at }: { ask: Ask; point: ResultPoint; at: string }): VNode => {
  const words = ask.text.results
  const { result, source, copies, repeated } = point
  const { standing, far } = result
  return (
    <li>
      <a href={`${at}/documents/${source.line.documentId}`}>
        {result.values.map((value) => valueWords(ask, value)).join(' ; ') || words.none}
      </a>
      <Converted ask={ask} point={point} />
      {standing === undefined || standing === 'inside' ? null : (
        <span class="table-outside">{(far ? words.table.far : words.table.standing)[standing]}</span>
      )}
      {repeated ? <span class="trend-standing">{words.trend.repeated}</span> : null}
      {copies === 0 ? null : <span class="trend-standing">{words.trend.copies(copies)}</span>}
    </li>
  )
}

const Name = ({ ask, series, at }: { ask: Ask; series: ValueSeries; at: string }): VNode => {
  const words = ask.text.results.table
  const { result, source } = series.newest
  const lang = otherLanguage(ask, series.language)
  return (
    <th scope="row">
      <a href={`${at}/documents/${source.line.documentId}/values/${source.line.line}`}>
        <InLanguage lang={lang}>{labelOf(result)}</InLanguage>
      </a>
      {result.method === undefined ? null : (
        <span class="trend-standing">
          <InLanguage lang={lang}>{words.method(result.method)}</InLanguage>
        </span>
      )}
      {series.hasOthers ? <span class="trend-standing">{words.others}</span> : null}
    </th>
  )
}

const Way = ({ ask, series }: { ask: Ask; series: ValueSeries }): VNode => {
  const drawn = drawnOf(series.points)
  const [first, last] = [drawn[0], drawn.at(-1)]
  return (
    <td>
      {first === undefined || last === undefined || drawn.length < 2 ? null : (
        <>
          <TrendSpark values={trendValuesOf(drawn)} />
          <span class="trend-standing">
            {ask.text.results.table.summary(
              quantityWords(ask, first.amount),
              quantityWords(ask, last.amount),
              drawn.length,
            )}
          </span>
        </>
      )}
    </td>
  )
}

const Row = ({ ask, series, at, days }: { ask: Ask; series: ValueSeries; at: string; days: string[] }): VNode => {
  const byDay = Map.groupBy(series.points, (point) => point.at.slice(0, 10))
  return (
    <tr>
      <Name ask={ask} series={series} at={at} />
      <Way ask={ask} series={series} />
      {days.map((day) => (
        <td key={day}>
          <ul class="table-values">
            {byDay.get(day)?.map((point, index) => (
              <Point key={index} ask={ask} point={point} at={at} />
            ))}
          </ul>
        </td>
      ))}
    </tr>
  )
}

/** R8, D6: values by day. What lies outside its laboratory's range is said in words; a line leads to its whole way, a value to its report. */
export const ResultTableView = ({ ask, table, at }: TableProps): VNode => {
  const words = ask.text.results.table
  return (
    <>
      <Scroller label={words.caption}>
        <table class="trend-table result-table">
          <caption>{words.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{words.analyte}</th>
              <th scope="col">{words.way}</th>
              {table.days.map((day) => (
                <th key={day} scope="col">
                  <time datetime={day}>{ask.words.date(day)}</time>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.series.map((series, index) => (
              <Row key={index} ask={ask} series={series} at={at} days={table.days} />
            ))}
          </tbody>
        </table>
      </Scroller>
      {table.moreSeries === 0 ? null : <p class="result-source">{words.more(table.moreSeries)}</p>}
      <p class="result-source">{words.note}</p>
    </>
  )
}

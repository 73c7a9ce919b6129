import type { VNode } from 'preact'
import type { FollowedResult, ResultPoint, WeighedResult } from '../../../areas/documents/index.ts'
import type { Quantity } from '../../../reference/result-entry.ts'
import type { Ask } from '../ask.ts'
import { Scroller } from '../components/scroller.tsx'
import { quantityWords, rangeWords, valueWords } from './result-words.ts'
import { TrendChart } from './trend-chart.tsx'
import type { TrendValue } from './trend-layout.ts'

interface TrendProps {
  ask: Ask
  followed: FollowedResult
  /** the address of the record, under which its documents are */
  at: string
}

type Drawn = ResultPoint & { amount: Quantity; range: WeighedResult['range'] | undefined }

/** The values that can be drawn, in their order, each in the unit of the newest where it can be told in it. */
export const drawnOf = (points: readonly ResultPoint[]): Drawn[] =>
  points.flatMap((point) => {
    const [value] = point.result.values
    if (value?.kind !== 'quantity') return []
    return [{ ...point, ...(point.converted ?? { amount: value }), range: (point.converted ?? point.result).range }]
  })

/** One chart a unit: what could not be told in another one exactly is not drawn on its axis. */
const chartsOf = (points: readonly ResultPoint[]): Drawn[][] => {
  const charts = new Map<string, Drawn[]>()
  for (const point of drawnOf(points)) {
    const unit = point.amount.unit ?? ''
    charts.set(unit, [...(charts.get(unit) ?? []), point])
  }
  return [...charts.values()]
}

const methodOf = ({ result }: ResultPoint): string => result.method ?? ''

const insideOf = ({ result: { standing } }: ResultPoint): boolean | undefined =>
  standing === undefined ? undefined : standing === 'inside'

/** Values on their way to a chart. */
export const trendValuesOf = (points: readonly Drawn[]): TrendValue[] =>
  points.map((one) => ({
    at: one.at,
    amount: one.amount,
    range: one.range,
    inside: insideOf(one),
    method: methodOf(one),
  }))

/** What the picture says, in one sentence made of its values alone. */
export const sentenceOf = (ask: Ask, points: readonly Drawn[]): string => {
  const words = ask.text.results.trend
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined) return ''
  const told = (one: Drawn) => ({ value: quantityWords(ask, one.amount), on: ask.words.month(one.at) })
  return points.length === 1 ? words.one(told(first)) : words.summary(told(first), told(last), points.length)
}

const Chart = ({ ask, points }: { ask: Ask; points: readonly Drawn[] }): VNode => {
  const words = ask.text.results.trend
  const name = sentenceOf(ask, points)
  const methods = new Set(points.map(methodOf))
  return (
    <>
      <p>{name}</p>
      <TrendChart ask={ask} values={trendValuesOf(points)} name={name} />
      {methods.size > 1 ? <p class="result-source">{words.methods}</p> : null}
    </>
  )
}

/** Beside what the laboratory wrote: the same in the unit that is drawn, where that is another one. */
export const Converted = ({ ask, point: { converted } }: { ask: Ask; point: ResultPoint }): VNode | null =>
  converted === undefined ? null : (
    <span class="trend-standing">{ask.text.results.trend.converted(quantityWords(ask, converted.amount))}</span>
  )

const Row = (props: { ask: Ask; point: ResultPoint; at: string; hasMethods: boolean }): VNode => {
  const { ask, point, at, hasMethods } = props
  const words = ask.text.results
  const { result, source, copies, repeated } = point
  return (
    <tr>
      <th scope="row">{ask.words.date(point.at.slice(0, 10))}</th>
      <td>
        {result.values.map((value) => valueWords(ask, value)).join(' ; ')}
        <Converted ask={ask} point={point} />
        {result.standing === undefined ? null : <span class="trend-standing">{words.standing[result.standing]}</span>}
      </td>
      <td>{result.range === undefined ? '' : rangeWords(ask, result.range)}</td>
      {hasMethods ? <td>{result.method ?? ''}</td> : null}
      <td>
        <a href={`${at}/documents/${source.line.documentId}`}>
          {source.author?.facility?.name ?? ask.text.record.document.content}
        </a>
        {repeated ? <span class="trend-standing">{words.trend.repeated}</span> : null}
        {copies === 0 ? null : <span class="trend-standing">{words.trend.copies(copies)}</span>}
      </td>
    </tr>
  )
}

const Table = ({ ask, followed, at }: TrendProps): VNode => {
  const words = ask.text.results.trend
  const hasMethods = followed.points.some((point) => methodOf(point) !== '')
  const { date, value, range, method, source } = words.columns
  const heads = [date, value, range, ...(hasMethods ? [method] : []), source]
  return (
    <Scroller label={words.table}>
      <table class="trend-table">
        <caption>{words.table}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {followed.points.toReversed().map((point, index) => (
            <Row key={index} ask={ask} point={point} at={at} hasMethods={hasMethods} />
          ))}
        </tbody>
      </table>
    </Scroller>
  )
}

/** D5: what became of one value: a sentence, a picture for each unit, and the table that says the same. */
export const TrendView = (props: TrendProps): VNode => {
  const { ask, followed } = props
  const charts = chartsOf(followed.points)
  return (
    <section class="results" aria-label={ask.text.results.trend.title}>
      {charts.length > 1 ? <p>{ask.text.results.trend.units}</p> : null}
      {charts.map((points, index) => (
        <Chart key={index} ask={ask} points={points} />
      ))}
      <Table {...props} />
      {followed.points.some(({ converted }) => converted !== undefined) ? (
        <p class="result-source">{ask.text.results.trend.conversion}</p>
      ) : null}
      <p class="result-source">{ask.text.results.trend.note}</p>
    </section>
  )
}

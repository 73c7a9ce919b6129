import type { VNode } from 'preact'
import { parseInstant } from '../../../platform/clock.ts'
import { inUnit } from '../../../reference/unit-scale.ts'
import type { Ask } from '../ask.ts'
import { TrendChart } from '../content/trend-chart.tsx'
import type { TrendFrame, TrendValue } from '../content/trend-layout.ts'
import { measuredWords, measureName } from './measure-words.ts'
import { beginsAt, type MeasureRead } from './read-measures.ts'

const fromLaboratory = ({ measure, results }: MeasureRead): TrendValue[] =>
  results.flatMap(({ at, result }) => {
    const [value] = result.values
    const amount = value?.kind === 'quantity' ? inUnit(value, measure.unit) : undefined
    if (amount === undefined) return []
    const inside = result.standing === undefined ? undefined : result.standing === 'inside'
    return [{ at, amount, range: result.range, inside, method: result.method ?? '', series: 'laboratory' }]
  })

const fromPeople = ({ measure, measurements }: MeasureRead): TrendValue[] =>
  measurements.toReversed().flatMap(({ at, values, source }) =>
    measure.parts.flatMap(({ key, optional }) => {
      const value = values[key]
      if (value === undefined || optional) return []
      const by = source?.device === undefined && source?.by === undefined ? ('person' as const) : ('device' as const)
      return [{ at, amount: { value, unit: measure.unit }, inside: undefined, method: '', series: key, by }]
    }),
  )

/** Everything of one kind that can be drawn on one axis, oldest first. */
export const chartValues = (read: MeasureRead): TrendValue[] =>
  [...fromLaboratory(read), ...fromPeople(read)].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))

/** From the earliest to the latest of all: what stands one above the other has one axis of time. */
const commonSpan = (now: Date, reads: readonly MeasureRead[]): TrendFrame['span'] => {
  const from = beginsAt(now, reads[0]?.span ?? 'all')
  const times = reads.flatMap(chartValues).flatMap(({ at }) => parseInstant(at)?.getTime() ?? [])
  return { from: from === undefined ? Math.min(...times) : Date.parse(from), to: Math.max(...times, now.getTime()) }
}

/** What the picture says, in one sentence. */
const sentenceOf = (ask: Ask, { measure, measurements }: MeasureRead): string => {
  const words = ask.text.measures
  const [last, first] = [measurements[0], measurements.at(-1)]
  if (last === undefined || first === undefined) return measureName(ask, measure)
  const told = (one: typeof last) => ({ value: measuredWords(ask, one), on: ask.words.date(ask.parts.dayOf(one.at)) })
  return measurements.length === 1 ? words.one(told(last)) : words.summary(told(first), told(last), measurements.length)
}

const Legend = ({ ask, values }: { ask: Ask; values: readonly TrendValue[] }): VNode | null => {
  const words = ask.text.measures.marks
  const kinds = new Set(values.map(({ by }) => by ?? 'laboratory'))
  return kinds.size < 2 ? null : <p class="result-source">{[...kinds].map((kind) => words[kind]).join(' · ')}</p>
}

/** One kind drawn over time, or two above each other on one axis of time. */
export const MeasureCharts = ({ ask, reads }: { ask: Ask; reads: readonly MeasureRead[] }): VNode => {
  const span = commonSpan(ask.parts.clock.now(), reads)
  return (
    <>
      {reads.map((read) => {
        const values = chartValues(read)
        const target = read.choice.target?.value
        const name = sentenceOf(ask, read)
        return values.length < 2 ? (
          <p key={read.measure.key}>{ask.text.measures.tooFew}</p>
        ) : (
          <section key={read.measure.key} aria-label={measureName(ask, read.measure)}>
            {reads.length > 1 ? <h2>{measureName(ask, read.measure)}</h2> : null}
            <p>{name}</p>
            <TrendChart
              ask={ask}
              values={values}
              name={name}
              frame={{ ...(span && { span }), ...(target === undefined ? {} : { target }) }}
            />
            <Legend ask={ask} values={values} />
            {target === undefined ? null : (
              <p class="result-source">
                {ask.text.measures.target.drawn(
                  measuredWords(ask, { kind: read.measure.key, values: { value: target } }),
                )}
              </p>
            )}
          </section>
        )
      })}
    </>
  )
}

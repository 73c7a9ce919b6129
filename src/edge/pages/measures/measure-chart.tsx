import type { VNode } from 'preact'
import { centileOf, curvesOf } from '../../../areas/observations/index.ts'
import { parseInstant } from '../../../platform/clock.ts'
import { inUnit } from '../../../reference/unit-scale.ts'
import type { Ask } from '../ask.ts'
import { TrendChart } from '../content/trend-chart.tsx'
import type { TrendFrame, TrendValue } from '../content/trend-layout.ts'
import { measuredWords, measureName } from './measure-words.ts'
import { measurePath } from './measure-paths.ts'
import { beginsAt, type GrowthLines, type MeasureRead } from './read-measures.ts'

const fromLaboratory = ({ measure, results }: MeasureRead): TrendValue[] =>
  results.flatMap(({ at, result }) => {
    const [value] = result.values
    const amount = value?.kind === 'quantity' ? inUnit(value, measure.unit) : undefined
    if (amount === undefined) return []
    const inside = result.standing === undefined ? undefined : result.standing === 'inside'
    const by = result.vital ? { by: 'document' as const } : {}
    return [{ at, amount, range: result.range, inside, method: result.method ?? '', series: 'laboratory', ...by }]
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
  const births = reads.flatMap(({ growth }) => (growth === undefined ? [] : Date.parse(growth.frame.birthDate)))
  const values = reads.flatMap(chartValues).flatMap(({ at }) => parseInstant(at)?.getTime() ?? [])
  // where curves are drawn, everything begins with the birth
  const times = from === undefined ? [...values, ...births] : values
  return { from: from === undefined ? Math.min(...times) : Date.parse(from), to: Math.max(...times, now.getTime()) }
}

const deviations = {
  centiles: [-1.880793608, -1.036433389, 0, 1.036433389, 1.880793608],
  deviations: [-3, -2, -1, 0, 1, 2, 3],
} as const

const curveName = (lines: GrowthLines, z: number): string => {
  if (lines === 'centiles') return String(Math.round(centileOf(z)))
  return z > 0 ? `+${z}` : String(z).replace('-', '−')
}

/** What a child's values are held against, in the time that is shown. */
const curvesFor = ({ growth }: MeasureRead, span: TrendFrame['span']): Pick<TrendFrame, 'curves'> => {
  if (growth === undefined || span === undefined) return {}
  const { frame, lines } = growth
  const curves = curvesOf(frame, span, deviations[lines])
  return { curves: curves.map(({ z, points }) => ({ label: curveName(lines, z), isMiddle: z === 0, points })) }
}

/** By which lines growth is drawn, what they are, and the other ones. */
const Growth = ({ ask, read, at }: { ask: Ask; read: MeasureRead; at: string }): VNode | null => {
  const words = ask.text.measures.growth
  const { growth, measure, span } = read
  if (growth === undefined) return null
  const other = growth.lines === 'centiles' ? 'deviations' : 'centiles'
  return (
    <>
      <p class="result-source">
        {words.lines[growth.lines]} {growth.frame.name[ask.lang]}.
      </p>
      <p class="no-print">
        <a href={`${measurePath(at, measure.key)}?years=${span}&lines=${other}`}>{words.other[other]}</a>
      </p>
    </>
  )
}

/** What the picture says, in one sentence. */
export const measureSentence = (ask: Ask, { measure, measurements }: MeasureRead): string => {
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
export const MeasureCharts = ({ ask, reads, at }: { ask: Ask; reads: readonly MeasureRead[]; at: string }): VNode => {
  const span = commonSpan(ask.parts.clock.now(), reads)
  return (
    <>
      {reads.map((read) => {
        const values = chartValues(read)
        const target = read.choice.target?.value
        const name = measureSentence(ask, read)
        const least = read.growth === undefined ? 2 : 1
        return values.length < least ? (
          <p key={read.measure.key}>{ask.text.measures.tooFew}</p>
        ) : (
          <section key={read.measure.key} aria-label={measureName(ask, read.measure)}>
            {reads.length > 1 ? <h2>{measureName(ask, read.measure)}</h2> : null}
            <p>{name}</p>
            <TrendChart
              ask={ask}
              values={values}
              name={name}
              frame={{ ...(span && { span }), ...(target === undefined ? {} : { target }), ...curvesFor(read, span) }}
            />
            <Legend ask={ask} values={values} />
            <Growth ask={ask} read={read} at={at} />
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

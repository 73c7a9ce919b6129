import type { VNode } from 'preact'
import { parseInstant } from '../../../platform/clock.ts'
import type { Ask } from '../ask.ts'
import { TrendChart } from './trend-chart.tsx'
import type { TrendFrame, TrendValue } from './trend-layout.ts'

/** What is drawn under one title, and what the picture says in one sentence. */
export interface TitledTrend {
  title: string
  sentence: string
  values: readonly TrendValue[]
}

const spanOf = (trends: readonly TitledTrend[]): TrendFrame['span'] => {
  const times = trends.flatMap(({ values }) => values).flatMap(({ at }) => parseInstant(at)?.getTime() ?? [])
  return times.length === 0 ? undefined : { from: Math.min(...times), to: Math.max(...times) }
}

/** Two series above each other, whatever they are of: one axis of time, each its own scale. */
export const ComparedTrends = ({ ask, trends }: { ask: Ask; trends: readonly TitledTrend[] }): VNode => {
  const span = spanOf(trends)
  return (
    <>
      {trends.map(({ title, sentence, values }) => (
        <section key={title} aria-label={title}>
          <h2>{title}</h2>
          <p>{sentence}</p>
          <TrendChart ask={ask} values={values} name={sentence} frame={span === undefined ? {} : { span }} />
        </section>
      ))}
    </>
  )
}

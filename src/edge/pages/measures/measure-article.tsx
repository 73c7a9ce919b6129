import type { ComponentChildren, VNode } from 'preact'
import type { Measurement } from '../../../reference/measurement-entry.ts'
import { findMeasure, measures } from '../../../reference/measures.ts'
import type { Ask } from '../ask.ts'
import { Notice } from '../components/notice.tsx'
import { MeasureCharts } from './measure-chart.tsx'
import { measureName } from './measure-words.ts'
import { measurePath } from './measure-paths.ts'
import { MeasureTable } from './measure-table.tsx'
import { spans, type MeasureRead } from './read-measures.ts'

interface ArticleProps {
  ask: Ask
  read: MeasureRead
  /** another kind that stands below on the same axis of time */
  beside?: MeasureRead | undefined
  /** the address of the record */
  at: string
  act?: (measurement: Measurement) => VNode | null
  children?: ComponentChildren
}

const numberOf = (kind: string): string => String(measures.findIndex(({ key }) => key === kind) + 1)

const Spans = ({ ask, read, beside, at }: ArticleProps): VNode => {
  const words = ask.text.measures
  const address = (span: string): string => {
    const query = new URLSearchParams({
      years: span,
      ...(beside === undefined ? {} : { with: numberOf(beside.measure.key) }),
      ...(read.growth === undefined ? {} : { lines: read.growth.lines }),
    })
    return `${measurePath(at, read.measure.key)}?${query.toString()}`
  }
  return (
    <nav class="button-row no-print" aria-label={words.spanName}>
      {spans.map((span) =>
        span === read.span ? (
          <strong key={span} aria-current="page">
            {words.spans[span]}
          </strong>
        ) : (
          <a key={span} href={address(span)}>
            {words.spans[span]}
          </a>
        ),
      )}
    </nav>
  )
}

const Compare = ({ ask, read, beside, at }: ArticleProps): VNode | null => {
  const words = ask.text.measures.compare
  const path = measurePath(at, read.measure.key)
  const others = read.others.flatMap((kind) => findMeasure(kind) ?? [])
  if (others.length === 0) return null
  return (
    <nav class="button-row no-print" aria-label={words.label}>
      <span>{words.label}</span>
      {others.map((other) =>
        other.key === beside?.measure.key ? (
          <strong key={other.key} aria-current="page">
            {measureName(ask, other)}
          </strong>
        ) : (
          <a key={other.key} href={`${path}?years=${read.span}&with=${numberOf(other.key)}`}>
            {measureName(ask, other)}
          </a>
        ),
      )}
      {beside === undefined ? null : <a href={`${path}?years=${read.span}`}>{words.none}</a>}
    </nav>
  )
}

/** D5: one kind over time: a sentence, a picture, the table that says the same; another kind beside it where it is asked for. */
export const MeasureArticle = (props: ArticleProps): VNode => {
  const { ask, read, beside, at, act } = props
  const reads = beside === undefined ? [read] : [read, beside]
  return (
    <article class="stack">
      <h1>{measureName(ask, read.measure)}</h1>
      {props.children}
      <Spans {...props} />
      {read.total > read.measurements.length ? (
        <Notice kind="info">
          <p>{ask.text.measures.newestOnly(read.measurements.length, read.total)}</p>
        </Notice>
      ) : null}
      <MeasureCharts ask={ask} reads={reads} at={at} />
      <Compare {...props} />
      {read.measurements.length + read.results.length === 0 ? (
        <p class="empty">{ask.text.measures.noneHere}</p>
      ) : (
        <>
          <MeasureTable ask={ask} read={read} at={at} {...(act && { act })} />
          <p class="no-print">
            <a href={`${measurePath(at, read.measure.key)}/csv?years=${read.span}`}>{ask.text.measures.csv}</a>
          </p>
        </>
      )}
      <p class="result-source">{ask.text.measures.note}</p>
    </article>
  )
}

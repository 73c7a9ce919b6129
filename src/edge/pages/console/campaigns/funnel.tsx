import type { VNode } from 'preact'
import {
  campaignParameters,
  type FunnelCounts,
  type FunnelLine,
  type FunnelView,
} from '../../../../areas/enrolment/index.ts'
import type { StaffAsk } from '../../ask.ts'
import { NumberTable, type Cell } from '../number-table.tsx'

const figures = ['informed', 'delivered', 'returned', 'activated', 'opposed', 'silent', 'opened'] as const

/** A count, or the word for one that is not shown. Right: fewer persons than may be shown are not. */
export const cellOf = (ask: StaffAsk, count: number | null): Cell => count ?? ask.text.campaignDesk.funnel.masked

const Part = (props: {
  ask: StaffAsk
  label: string
  lines: readonly (FunnelCounts & { key: string })[]
}): VNode | null => {
  const { columns } = props.ask.text.campaignDesk.funnel
  if (props.lines.length === 0) return null
  return (
    <NumberTable
      label={props.label}
      numbersFrom={1}
      columns={[props.label, ...figures.map((figure) => columns[figure])]}
      rows={props.lines.map((line) => ({
        key: line.key,
        cells: [line.key, ...figures.map((figure) => cellOf(props.ask, line[figure]))],
      }))}
    />
  )
}

/** Schemes and departments as people name them. */
const named = (ask: StaffAsk, lines: readonly FunnelLine[]): FunnelLine[] =>
  lines.map((line) => ({ ...line, key: ask.parts.labels.populationLabel(line.key, ask.lang) }))

const dated = (ask: StaffAsk, lines: readonly FunnelLine[]): FunnelLine[] =>
  lines.map((line) => ({ ...line, key: ask.words.date(line.key) }))

/** O5: how many are where, by scheme, department and week; how old the figures are; what will probably come. */
export const Funnel = ({ ask, funnel }: { ask: StaffAsk; funnel: FunnelView }): VNode => {
  const words = ask.text.campaignDesk.funnel
  const { forecast, countedAt } = funnel
  return (
    <section>
      <h2>{words.heading}</h2>
      <p class="aside">
        {words.counted(ask.words.date(countedAt), ask.words.time(countedAt))}{' '}
        {words.maskedSays(campaignParameters.maskBelow)}
      </p>
      <Part ask={ask} label={words.total} lines={[{ ...funnel.total, key: words.total }]} />
      {forecast === null ? null : (
        <p>{words.forecast(ask.words.date(forecast.lastDay), forecast.opened, forecast.opposed)}</p>
      )}
      <Part ask={ask} label={words.by.schemes} lines={named(ask, funnel.schemes)} />
      <Part ask={ask} label={words.by.departments} lines={named(ask, funnel.departments)} />
      <Part ask={ask} label={words.by.weeks} lines={dated(ask, funnel.weeks)} />
    </section>
  )
}

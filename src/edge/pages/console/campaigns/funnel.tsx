import type { VNode } from 'preact'
import {
  campaignParameters,
  type FunnelCounts,
  type FunnelLine,
  type FunnelView,
} from '../../../../areas/enrolment/index.ts'
import type { StaffAsk } from '../../ask.ts'
import { Counts, type CountTable } from '../count-table.tsx'

const figures = ['informed', 'delivered', 'returned', 'activated', 'opposed', 'silent', 'opened'] as const

/** The tables of a funnel, in the order in which they are shown. */
export const funnelParts = ['total', 'schemes', 'departments', 'weeks'] as const

/** One table of a funnel. */
export type FunnelPart = (typeof funnelParts)[number]

/** A count, or the word for one that is not shown. Right: fewer persons than may be shown are not. */
export const cellOf = (ask: StaffAsk, count: number | null): string | number =>
  count ?? ask.text.campaignDesk.funnel.masked

/** Schemes and departments as people name them, weeks as dates. */
const keyOf = (ask: StaffAsk, part: FunnelPart, key: string): string => {
  if (part === 'total') return ask.text.campaignDesk.funnel.total
  return part === 'weeks' ? ask.words.date(key) : ask.parts.labels.populationLabel(key, ask.lang)
}

const linesOf = (funnel: FunnelView, part: FunnelPart): readonly (FunnelCounts & Pick<FunnelLine, 'key'>)[] =>
  part === 'total' ? [{ ...funnel.total, key: part }] : funnel[part]

/** A part of the funnel as its reader sees it. */
export const funnelTable = (ask: StaffAsk, funnel: FunnelView, part: FunnelPart): CountTable => {
  const words = ask.text.campaignDesk.funnel
  const label = part === 'total' ? words.total : words.by[part]
  return {
    label,
    numbersFrom: 1,
    columns: [label, ...figures.map((figure) => words.columns[figure])],
    rows: linesOf(funnel, part).map((line) => ({
      key: line.key,
      cells: [keyOf(ask, part, line.key), ...figures.map((figure) => cellOf(ask, line[figure]))],
    })),
  }
}

const Part = ({ ask, funnel, part }: { ask: StaffAsk; funnel: FunnelView; part: FunnelPart }): VNode | null => {
  const table = funnelTable(ask, funnel, part)
  if (table.rows.length === 0) return null
  return <Counts ask={ask} table={table} href={`/console/campaigns/${funnel.campaignId}/csv/${part}`} />
}

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
      <Part ask={ask} funnel={funnel} part="total" />
      {forecast === null ? null : (
        <p>{words.forecast(ask.words.date(forecast.lastDay), forecast.opened, forecast.opposed)}</p>
      )}
      <Part ask={ask} funnel={funnel} part="schemes" />
      <Part ask={ask} funnel={funnel} part="departments" />
      <Part ask={ask} funnel={funnel} part="weeks" />
    </section>
  )
}

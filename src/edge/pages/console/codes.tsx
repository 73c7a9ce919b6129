import type { VNode } from 'preact'
import { codeColumns, deskParameters, type CodeBoard, type CodeWeek } from '../../../areas/enrolment/index.ts'
import type { Page, StaffAsk } from '../ask.ts'
import { cellOf } from './campaigns/funnel.tsx'
import { consolePage } from './console-page.tsx'
import { NumberTable } from '../components/number-table.tsx'

const Weeks = (props: {
  ask: StaffAsk
  label: string
  columns: readonly string[]
  rows: readonly { week: string; counts: readonly (number | null)[] }[]
}): VNode => (
  <section>
    <h2>{props.label}</h2>
    <NumberTable
      label={props.label}
      columns={[props.ask.text.codeDesk.week, ...props.columns]}
      numbersFrom={1}
      rows={props.rows.map(({ week, counts }) => ({
        key: week,
        cells: [props.ask.words.date(week), ...counts.map((count) => cellOf(props.ask, count))],
      }))}
    />
  </section>
)

const Cases = ({ ask, cases }: { ask: StaffAsk; cases: CodeBoard['cases'] }): VNode => {
  const words = ask.text.codeDesk
  return (
    <section>
      <h2>{words.cases}</h2>
      {cases.length === 0 ? <p>{words.casesNone}</p> : <p>{words.casesSay}</p>}
      <ul class="console-list">
        {cases.map(({ id, openedAt }) => (
          <li key={id}>
            {words.opened} {ask.words.date(openedAt)}{' '}
            <a href={`/console/exceptions/${id}`} aria-label={`${words.look} ${id}`}>
              {words.look}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

const rowsOf = (weeks: readonly CodeWeek[], counts: (week: CodeWeek) => readonly (number | null)[]) =>
  weeks.map((one) => ({ week: one.week, counts: counts(one) }))

/** O9: new codes sent by week, channel and wish, what a limit held back, and the cases with hints: without a name. */
export const showCodes = async (ask: StaffAsk): Promise<Page> => {
  const words = ask.text.codeDesk
  const { weeks, cases } = await ask.parts.staffRooms.persons.readCodes(ask.visitor)
  const channels = codeColumns.channels.map((channel) => words.channels[channel])
  const origins = codeColumns.origins.map((origin) => words.origins[origin])
  return consolePage(
    ask,
    {
      title: words.title,
      heading: words.heading,
      lead: words.lead(deskParameters.codes.boardWeeks),
      place: 'today',
      wide: true,
    },
    <>
      <Cases ask={ask} cases={cases} />
      <Weeks
        ask={ask}
        label={words.byChannel}
        columns={[words.total, ...channels, words.held]}
        rows={rowsOf(weeks, ({ total, channels: by, held }) => [total, ...by, held])}
      />
      <Weeks
        ask={ask}
        label={words.byOrigin}
        columns={[words.total, ...origins]}
        rows={rowsOf(weeks, ({ total, origins: by }) => [total, ...by])}
      />
    </>,
  )
}

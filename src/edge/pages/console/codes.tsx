import type { VNode } from 'preact'
import { codeColumns, deskParameters, type CodeBoard, type CodeDay } from '../../../areas/enrolment/index.ts'
import type { Page, StaffAsk } from '../ask.ts'
import { consolePage } from './console-page.tsx'
import { NumberTable } from './number-table.tsx'

const hidden = '–'
const shown = (count: number | null): string => (count === null ? hidden : String(count))

const Days = (props: {
  ask: StaffAsk
  label: string
  columns: readonly string[]
  rows: readonly { day: string; counts: readonly (number | null)[] }[]
}): VNode => (
  <section>
    <h2>{props.label}</h2>
    <NumberTable
      label={props.label}
      columns={[props.ask.text.codeDesk.day, ...props.columns]}
      numbersFrom={1}
      rows={props.rows.map(({ day, counts }) => ({
        key: day,
        cells: [props.ask.words.date(day), ...counts.map(shown)],
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

const rowsOf = (days: readonly CodeDay[], counts: (day: CodeDay) => readonly (number | null)[]) =>
  days.map((day) => ({ day: day.day, counts: counts(day) }))

/** O9: codes sent again by day, channel and wish, what a limit held back, and the cases with hints: without a name. */
export const showCodes = async (ask: StaffAsk): Promise<Page> => {
  const words = ask.text.codeDesk
  const { days, total, held, cases } = await ask.parts.staffRooms.persons.readCodes(ask.visitor)
  const channels = codeColumns.channels.map((channel) => words.channels[channel])
  const origins = codeColumns.origins.map((origin) => words.origins[origin])
  return consolePage(
    ask,
    {
      title: words.title,
      heading: words.heading,
      lead: words.lead(deskParameters.codes.boardDays),
      place: 'today',
      wide: true,
    },
    <>
      <p>{words.sum(shown(total), shown(held))}</p>
      <Cases ask={ask} cases={cases} />
      <Days
        ask={ask}
        label={words.byChannel}
        columns={[words.total, ...channels, words.held]}
        rows={rowsOf(days, (day) => [day.total, ...day.channels, day.held])}
      />
      <Days
        ask={ask}
        label={words.byOrigin}
        columns={[words.total, ...origins]}
        rows={rowsOf(days, (day) => [day.total, ...day.origins])}
      />
    </>,
  )
}

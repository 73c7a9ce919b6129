import type { VNode } from 'preact'
import type { ClosedFiles } from '../../../areas/documents/index.ts'
import { mayDo, mostDueCounted, staffDeeds, type TodayView } from '../../../areas/enrolment/index.ts'
import type { Page, StaffAsk } from '../ask.ts'
import { Notice } from '../components/notice.tsx'
import { consolePage } from './console-page.tsx'
import { disputeDeskPath } from './disputes.tsx'
import { emergenciesPath } from './emergencies.tsx'
import { feedsPath } from './feeds/feed-paths.ts'
import { objectionDeskPath } from './objections.tsx'
import { NumberTable } from '../components/number-table.tsx'
import { LateNotice } from './late-notice.tsx'
import { wordOf } from './word-of.ts'

interface Faults {
  gaps: number
  closed: ClosedFiles
  /** openings in an emergency that waited too long for their review */
  overdue: number
}

const alertsOf = (ask: StaffAsk, today: TodayView, { gaps, closed, overdue }: Faults): string[] => {
  const words = ask.text.staffConsole.today
  const late = today.due.reduce((sum, due) => sum + due.late, 0)
  return [
    ...(overdue > 0 && mayDo(ask.roles, 'emergencies-view', staffDeeds)
      ? [ask.text.emergency.review.alert(overdue)]
      : []),
    ...(gaps > 0 ? [words.gaps(gaps)] : []),
    ...(closed.infected > 0 ? [words.infected(closed.infected)] : []),
    ...(today.parked > 0 ? [words.parked(today.parked)] : []),
    ...(today.unfrozen > 0 ? [words.unfrozen(today.unfrozen)] : []),
    ...(today.failed > 0 ? [words.failed(today.failed)] : []),
    ...(today.heldUp.length > 0
      ? [words.heldUp(today.heldUp.map((kind) => wordOf(ask.text.letterDesk.kinds, kind)).join(', '))]
      : []),
    ...(late > 0 ? [words.late(late, countWords(ask, late))] : []),
  ]
}

const Alerts = ({ ask, today, faults }: { ask: StaffAsk; today: TodayView; faults: Faults }): VNode | null => {
  const words = ask.text.staffConsole.today
  const says = alertsOf(ask, today, faults)
  if (says.length === 0 && today.lateRefusals.count > 0) return null
  return says.length === 0 ? (
    <Notice kind="ok">
      <p>{words.clear}</p>
    </Notice>
  ) : (
    <Notice kind="attention">
      {says.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </Notice>
  )
}

/** Right: a count that stopped at its bound is not said as if it were the whole. */
const countWords = (ask: StaffAsk, count: number): string =>
  count < mostDueCounted ? String(count) : ask.text.staffConsole.today.orMore(mostDueCounted.toLocaleString(ask.lang))

const Due = ({ ask, due }: { ask: StaffAsk; due: TodayView['due'] }): VNode => {
  const words = ask.text.staffConsole.today
  const { kind, late, today, week } = words.columns
  const rows = due.map((line) => ({
    key: line.kind,
    cells: [
      wordOf(words.dueKinds, line.kind),
      ...[line.late, line.today, line.week].map((count) => countWords(ask, count)),
    ],
  }))
  return (
    <section>
      <h2>{words.due}</h2>
      {due.length === 0 ? (
        <p>{ask.text.staffConsole.none}</p>
      ) : (
        <NumberTable label={words.due} columns={[kind, late, today, week]} numbersFrom={1} rows={rows} />
      )}
    </section>
  )
}

const desksOf = ({ roles, text }: StaffAsk): { href: string; says: string }[] =>
  (
    [
      { deed: 'emergencies-view', href: emergenciesPath, says: text.emergency.review.see },
      { deed: 'suspicions-view', href: '/console/accesses', says: text.suspicionDesk.see },
      { deed: 'objections-view', href: objectionDeskPath, says: text.objectionDesk.see },
      { deed: 'disputes-view', href: disputeDeskPath, says: text.disputeDesk.see },
      { deed: 'feeds-view', href: feedsPath, says: text.feeds.see },
      { deed: 'codes-view', href: '/console/codes', says: text.codeDesk.see },
    ] as const
  ).filter(({ deed }) => mayDo(roles, deed, staffDeeds))

/** The other queues, each on its page: looking at one is written down. */
const Desks = ({ ask }: { ask: StaffAsk }): VNode => (
  <ul>
    {desksOf(ask).map(({ href, says }) => (
      <li key={href}>
        <a href={href}>{says}</a>
      </li>
    ))}
  </ul>
)

const Queues = ({ ask, today }: { ask: StaffAsk; today: TodayView }): VNode => {
  const words = ask.text.staffConsole.today
  const { kind, open, oldest } = words.queueColumns
  const rows = today.exceptions.map((line) => ({
    key: line.kind,
    cells: [wordOf(ask.text.campaignDesk.exceptions.kinds, line.kind), line.open, ask.words.date(line.oldestAt)],
  }))
  return (
    <section>
      <h2>{words.queues}</h2>
      {rows.length === 0 ? (
        <p>{ask.text.staffConsole.none}</p>
      ) : (
        <>
          <NumberTable label={words.queues} columns={[kind, open, oldest]} rows={rows} />
          <p>
            <a href="/console/exceptions">{words.takeNext}</a>
          </p>
        </>
      )}
      <Desks ask={ask} />
      <p class="aside">
        {words.waiting} : {today.waiting}
      </p>
    </section>
  )
}

/** O2: what needs somebody, what falls due, what waits. */
export const showToday = async (ask: StaffAsk): Promise<Page> => {
  const words = ask.text.staffConsole.today
  const today = await ask.parts.staffRooms.persons.readToday(ask.visitor)
  const faults = {
    gaps: await ask.parts.countGaps(),
    closed: await ask.parts.documents.countClosed(),
    overdue: await ask.parts.emergencies.countOverdue(),
  }
  const decides = mayDo(ask.roles, 'approvals-view', staffDeeds)
  return consolePage(
    ask,
    {
      title: words.title,
      heading: words.heading(ask.words.day(ask.parts.clock.now().toISOString())),
      place: 'today',
      wide: true,
    },
    <>
      <Alerts ask={ask} today={today} faults={faults} />
      <LateNotice ask={ask} late={today.lateRefusals} />
      {decides && today.approvals > 0 ? (
        <Notice kind="info">
          <p>
            {words.approvals(today.approvals)} <a href="/console/approvals">{words.seeApprovals}</a>
          </p>
        </Notice>
      ) : null}
      <div class="console-grid">
        <Due ask={ask} due={today.due} />
        <Queues ask={ask} today={today} />
      </div>
      <p class="aside">{faults.closed.scans ? words.unscanned(faults.closed.waiting) : words.noScanner}</p>
      <p class="aside">{ask.text.staffConsole.traced}</p>
    </>,
  )
}

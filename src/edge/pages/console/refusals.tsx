import type { FastifyReply } from 'fastify'
import type { VNode } from 'preact'
import { deskParameters, type RefusalPage, type ShownRefusal } from '../../../areas/enrolment/index.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Page, StaffAsk } from '../ask.ts'
import { Notice } from '../components/notice.tsx'
import { Pager } from '../components/pager.tsx'
import { Pill } from '../components/pill.tsx'
import { pathPiece } from '../form-fields.ts'
import { typedDay } from '../typed-date.ts'
import { consolePage } from './console-page.tsx'
import { NumberTable } from '../components/number-table.tsx'
import { LateNotice } from './late-notice.tsx'
import { readSearch, SearchForm, searchAddress, type RefusalSearchTyped } from './refusal-search.tsx'
import { sendPdf } from '../send-pdf.ts'
import { typedText } from './who-fields.tsx'
import { wordOf } from './word-of.ts'

/** The proof of a line; where there is none, why: it was taken back, or nobody wished it. */
const Proof = ({ ask, line, reason }: { ask: StaffAsk; line: ShownRefusal; reason: string }): VNode => {
  const words = ask.text.refusalDesk.register
  const { eventId, personId, takenBackAt, hasProof } = line
  if (takenBackAt !== undefined) return <>{words.takenBack(ask.words.date(takenBackAt))}</>
  if (!hasProof) return <>{words.byTheClock}</>
  return (
    <a href={`/console/refusals/${personId}/${eventId}?reason=${reason}`} aria-label={`${words.proof} ${eventId}`}>
      {words.proof}
    </a>
  )
}

const Effect = ({ ask, line }: { ask: StaffAsk; line: ShownRefusal }): VNode => {
  const says = `${ask.words.date(line.at)}, ${ask.words.time(line.at)}`
  if (!line.late) return <>{says}</>
  return (
    <>
      {says} <Pill icon="alert" tone="attention" says={ask.text.refusalDesk.register.late} />
    </>
  )
}

const rowOf = (ask: StaffAsk, line: ShownRefusal, reason: string) => {
  const words = ask.text.refusalDesk.register
  const { at, kind, channel, eventId, receivedOn } = line
  return {
    key: eventId,
    cells: [
      ask.words.date(receivedOn ?? at),
      <Effect ask={ask} line={line} />,
      words.kinds[kind],
      wordOf(ask.text.staffConsole.person.eventChannels, channel),
      <code>{eventId}</code>,
      <Proof ask={ask} line={line} reason={reason} />,
    ],
  }
}

const findPage = (ask: StaffAsk, shown: RefusalSearchTyped): Promise<RefusalPage> => {
  const after = ask.query.get('after')
  return ask.parts.staffRooms.persons.listRefusals(ask.visitor, {
    from: typedDay(shown.from) ?? '',
    to: typedDay(shown.to) ?? '',
    reason: shown.reason,
    late: shown.late,
    ...(after === null ? {} : { after }),
  })
}

const Lines = ({ ask, shown, found }: { ask: StaffAsk; shown: RefusalSearchTyped; found: RefusalPage }): VNode => {
  const words = ask.text.refusalDesk.register
  const { lines, next } = found
  if (lines.length === 0) return <p>{words.empty}</p>
  return (
    <>
      <NumberTable
        label={words.table}
        columns={Object.values(words.columns)}
        rows={lines.map((line) => rowOf(ask, line, shown.reason))}
      />
      <Pager ask={ask} {...(next === undefined ? {} : { next: searchAddress(shown, { after: next }) })} />
    </>
  )
}

const NoneLate = ({ ask }: { ask: StaffAsk }): VNode => (
  <Notice kind="ok">
    <p>{ask.text.refusalDesk.register.noneLate(deskParameters.lateDays)}</p>
  </Notice>
)

/** O8: refusals and closures by date, for a reason, without a name. */
export const showRefusals = async (ask: StaffAsk): Promise<Page> => {
  const words = ask.text.refusalDesk.register
  const shown = readSearch(ask)
  const isAsked = ask.query.has('reason') && shown.faults.length === 0
  const found = isAsked ? await findPage(ask, shown) : undefined
  const late = found?.late ?? (await ask.parts.staffRooms.persons.countLateRefusals(ask.visitor))
  return consolePage(
    ask,
    {
      title: words.title,
      heading: words.heading,
      lead: words.lead,
      place: 'refusals',
      wide: true,
      faults: shown.faults,
      ...(shown.faults.length > 0 ? { status: 422 } : {}),
    },
    <>
      {late.count === 0 ? <NoneLate ask={ask} /> : <LateNotice ask={ask} late={late} />}
      <SearchForm ask={ask} shown={shown} />
      {found === undefined ? null : <Lines ask={ask} shown={shown} found={found} />}
    </>,
  )
}

/** The proof of one line. */
export const sendRefusalProof = async (ask: StaffAsk): Promise<FastifyReply> => {
  const line = { personId: pathPiece(ask.request, 'person'), eventId: pathPiece(ask.request, 'event') }
  const reason = typedText(ask.query, 'reason')
  if (reason === '') throw new Problem('incorrect', 'desk-reason-missing', { details: { field: 'reason' } })
  const { pdf, day } = await ask.parts.staffRooms.persons.printRefusal(ask.visitor, line, reason)
  return sendPdf(ask, pdf, `${ask.text.staffConsole.person.proofFile}-${day}`)
}

import type { FastifyReply } from 'fastify'
import type { VNode } from 'preact'
import { deskParameters, type RefusalLine } from '../../../areas/enrolment/index.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Page, StaffAsk } from '../ask.ts'
import type { FieldFault } from '../components/error-summary.tsx'
import { Pager } from '../components/pager.tsx'
import { SelectField } from '../components/select-field.tsx'
import { TextField } from '../components/text-field.tsx'
import { pathPiece } from '../form-fields.ts'
import { consolePage } from './console-page.tsx'
import { NumberTable } from './number-table.tsx'
import { enterForm } from './for-staff.ts'
import { sendPdf } from './send-pdf.ts'
import { dayAsTyped, typedDay } from '../typed-date.ts'
import { typedText } from './who-fields.tsx'
import { wordOf } from './word-of.ts'

interface Shown {
  from: string
  to: string
  reason: string
  faults: readonly FieldFault[]
}

const SearchForm = ({ ask, shown }: { ask: StaffAsk; shown: Shown }): VNode => {
  const words = ask.text.staffConsole.refusals
  const reasons = ['', ...deskParameters.registerReasons]
  const faultOf = (id: string) => shown.faults.find(({ fieldId }) => fieldId === id)?.says
  const day = { autocomplete: 'off', maxlength: 20, hint: words.dayHint } as const
  return (
    <form method="get" action="/console/refusals" class="stack" novalidate>
      <SelectField
        name="reason"
        label={words.why}
        chosen={shown.reason}
        options={reasons.map((value) => ({ value, label: value === '' ? '–' : wordOf(words.reasons, value) }))}
      />
      <TextField name="from" label={words.from} value={shown.from} fault={faultOf('from')} {...day} />
      <TextField name="to" label={words.to} value={shown.to} fault={faultOf('to')} {...day} />
      <p>
        <button class="button" type="submit">
          {words.button}
        </button>
      </p>
    </form>
  )
}

const rowOf = (ask: StaffAsk, line: RefusalLine, reason: string) => {
  const words = ask.text.staffConsole.refusals
  const { at, kind, channel, eventId, personId } = line
  return {
    key: eventId,
    cells: [
      `${ask.words.date(at)}, ${ask.words.time(at)}`,
      words.kinds[kind],
      wordOf(ask.text.staffConsole.person.eventChannels, channel),
      <code>{eventId}</code>,
      <a href={`/console/refusals/${personId}/${eventId}?reason=${reason}`} aria-label={`${words.proof} ${eventId}`}>
        {words.proof}
      </a>,
    ],
  }
}

const nextAddress = (shown: Shown, after: string): string =>
  `/console/refusals?${new URLSearchParams({ reason: shown.reason, from: shown.from, to: shown.to, after }).toString()}`

const Lines = async (ask: StaffAsk, shown: Shown): Promise<VNode> => {
  const words = ask.text.staffConsole.refusals
  const after = ask.query.get('after')
  const { lines, next } = await ask.parts.staffRooms.persons.listRefusals(ask.visitor, {
    from: typedDay(shown.from) ?? '',
    to: typedDay(shown.to) ?? '',
    reason: shown.reason,
    ...(after === null ? {} : { after }),
  })
  if (lines.length === 0) return <p>{words.empty}</p>
  return (
    <>
      <NumberTable
        label={words.table}
        columns={Object.values(words.columns)}
        rows={lines.map((line) => rowOf(ask, line, shown.reason))}
      />
      <Pager ask={ask} {...(next === undefined ? {} : { next: nextAddress(shown, next) })} />
    </>
  )
}

const readSearch = (ask: StaffAsk): Shown => {
  const today = dayAsTyped(ask.parts.staffRooms.today())
  const [from, to] = ['from', 'to'].map((name) => typedText(ask.query, name) || today)
  const reason = typedText(ask.query, 'reason')
  const shown = { from: from ?? today, to: to ?? today, reason }
  if (!ask.query.has('reason')) return { ...shown, faults: [] }
  const says = ask.text.staffConsole.find.birthDateWrong
  return {
    ...shown,
    faults: [
      ...(deskParameters.registerReasons.includes(reason)
        ? []
        : [{ fieldId: 'reason', says: ask.text.staffConsole.reasonMissing }]),
      ...(typedDay(shown.from) === undefined ? [{ fieldId: 'from', says }] : []),
      ...(typedDay(shown.to) === undefined ? [{ fieldId: 'to', says }] : []),
    ],
  }
}

/** O8: refusals and closures by date, for a reason, without a name. */
export const showRefusals = async (ask: StaffAsk): Promise<Page> => {
  const words = ask.text.staffConsole.refusals
  const shown = readSearch(ask)
  const isAsked = ask.query.has('reason') && shown.faults.length === 0
  if (!isAsked) await enterForm(ask, 'refusals-view')
  const lines = isAsked ? await Lines(ask, shown) : null
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
      <SearchForm ask={ask} shown={shown} />
      {lines}
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

import type { VNode } from 'preact'
import { deskParameters, type LateRefusals } from '../../../areas/enrolment/index.ts'
import type { StaffAsk } from '../ask.ts'
import type { FieldFault } from '../components/error-summary.tsx'
import { SelectField } from '../components/select-field.tsx'
import { TextField } from '../components/text-field.tsx'
import { dayAsTyped, typedDay } from '../typed-date.ts'
import { typedText } from './who-fields.tsx'
import { wordOf } from './word-of.ts'

/** A search of the register of refusals as it was typed, and what is wrong with it. */
export interface RefusalSearchTyped {
  from: string
  to: string
  reason: string
  late: boolean
  faults: readonly FieldFault[]
}

/** The form of a search: a reason, days, and whether only late effects are wanted. */
export const SearchForm = ({ ask, shown }: { ask: StaffAsk; shown: RefusalSearchTyped }): VNode => {
  const words = ask.text.refusalDesk.register
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
      <div class="tick">
        <label class="choice">
          <input type="checkbox" name="late" value="1" checked={shown.late} />
          <span>{words.onlyLate}</span>
        </label>
      </div>
      <p>
        <button class="button" type="submit">
          {words.button}
        </button>
      </p>
    </form>
  )
}

/** The address of a search. */
export const searchAddress = (
  { reason, from, to, late }: Omit<RefusalSearchTyped, 'faults'>,
  more: Readonly<Record<string, string>> = {},
): string =>
  `/console/refusals?${new URLSearchParams({ reason, from, to, ...(late ? { late: '1' } : {}), ...more }).toString()}`

/** The address of the search for the lines that an alarm counted: nobody looks before they say why. */
export const lateAddress = ({ from, to }: LateRefusals): string =>
  `/console/refusals?${new URLSearchParams({ from: dayAsTyped(from), to: dayAsTyped(to), late: '1' }).toString()}`

/** Reads a search out of an address. */
export const readSearch = (ask: StaffAsk): RefusalSearchTyped => {
  const today = dayAsTyped(ask.parts.staffRooms.today())
  const [from, to] = ['from', 'to'].map((name) => typedText(ask.query, name) || today)
  const reason = typedText(ask.query, 'reason')
  const shown = { from: from ?? today, to: to ?? today, reason, late: ask.query.get('late') === '1' }
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

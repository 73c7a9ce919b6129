import type { VNode } from 'preact'
import type { CallerAnswers } from '../../../areas/enrolment/index.ts'
import { Problem } from '../../../platform/problem.ts'
import { sentenceOf, type StaffAsk } from '../ask.ts'
import type { FieldFault } from '../components/error-summary.tsx'
import { TextField } from '../components/text-field.tsx'
import { typedDay } from '../typed-date.ts'

/** What was typed of who somebody is, and what is wrong with it. */
export interface WhoTyped {
  typed: URLSearchParams
  faults: readonly FieldFault[]
}

const faultOf = ({ faults }: WhoTyped, id: string): string | undefined =>
  faults.find(({ fieldId }) => fieldId === id)?.says

const textOf = (fields: URLSearchParams, name: string): string => (fields.get(name) ?? '').trim().slice(0, 100)

/** What a text field holds and what is wrong with it. */
export const fieldOf = (shown: WhoTyped, name: string): { name: string; value: string; fault: string | undefined } => ({
  name,
  value: textOf(shown.typed, name),
  fault: faultOf(shown, name),
})

/** Number, birth date, first name: what finds somebody at the desk and at the counter. */
export const WhoFields = ({ ask, shown }: { ask: StaffAsk; shown: WhoTyped }): VNode => {
  const words = ask.text.staffConsole.find
  return (
    <>
      <TextField {...fieldOf(shown, 'ins')} label={words.ins} hint={words.insHint} autocomplete="off" maxlength={40} />
      <TextField
        {...fieldOf(shown, 'birthDate')}
        label={words.birthDate}
        hint={words.birthDateHint}
        autocomplete="off"
        maxlength={20}
      />
    </>
  )
}

/** The first name, for twins. */
export const GivenField = ({ ask, shown }: { ask: StaffAsk; shown: WhoTyped }): VNode => {
  const words = ask.text.staffConsole.find
  return (
    <TextField
      {...fieldOf(shown, 'given')}
      label={words.given}
      hint={words.givenHint}
      autocomplete="off"
      maxlength={60}
    />
  )
}

/** Reads who is asked for, or says what is wrong with what was typed. */
export const readWho = (
  ask: StaffAsk,
  fields: URLSearchParams,
): { who: Omit<CallerAnswers, 'postalCode'> } | { faults: FieldFault[] } => {
  const words = ask.text.staffConsole.find
  const birthDate = typedDay(textOf(fields, 'birthDate'))
  const typed = textOf(fields, 'ins')
  const given = textOf(fields, 'given')
  const faults: FieldFault[] = birthDate === undefined ? [{ fieldId: 'birthDate', says: words.birthDateWrong }] : []
  if (typed === '') return { faults: [{ fieldId: 'ins', says: words.insMissing }, ...faults] }
  try {
    const ins = ask.parts.readIns(typed)
    return birthDate === undefined ? { faults } : { who: { ins, birthDate, ...(given === '' ? {} : { given }) } }
  } catch (error) {
    return { faults: [fieldFaultOf(ask, error, 'ins'), ...faults] }
  }
}

/** The field that a Problem names, with its sentence; what has another cause is thrown again. */
export const fieldFaultOf = (ask: StaffAsk, error: unknown, otherwise: string): FieldFault => {
  const isTyped = error instanceof Problem && ['incorrect', 'refused', 'busy', 'conflict'].includes(error.kind)
  if (!isTyped || ['staff-deed-refused', 'mandate-ended'].includes(error.reason)) throw error
  const field = error.details['field']
  return {
    fieldId: typeof field === 'string' && field !== 'ins' ? field : otherwise,
    says: sentenceOf(ask, error.reason, {
      ...error.details,
      ...(field === 'ins' ? { field: ask.text.staffConsole.find.ins } : {}),
    }),
  }
}

/** A field's text as somebody typed it, without white space around it. */
export { textOf as typedText }

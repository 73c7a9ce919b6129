import type { VNode } from 'preact'
import type { SpaceAsk } from '../../ask.ts'
import type { FieldFault } from '../../components/error-summary.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { dayAsTyped, typedDay } from '../../typed-date.ts'

/** What a person says of a document of their own. */
export interface Saying {
  typeCode: string
  title: string
  /** YYYY-MM-DD; as typed where the calendar has no such day */
  day: string
}

/** What was typed into these fields. */
export const readSaying = (form: URLSearchParams): Saying => {
  const text = (name: string, most: number): string => (form.get(name) ?? '').trim().slice(0, most)
  const typed = text('day', 20)
  return { typeCode: text('type', 64), title: text('title', 200), day: typedDay(typed) ?? typed }
}

/** The fields in which it is said: type, title, day. */
export const SayingFields = (props: { ask: SpaceAsk; saying: Saying; faults: readonly FieldFault[] }): VNode => {
  const { ask, saying, faults } = props
  const words = ask.text.adding.checking
  const faultOf = (id: string): string | undefined => faults.find(({ fieldId }) => fieldId === id)?.says
  const isOwn = ask.visitor.actor.kind === 'holder'
  const types = ask.parts.documents.addingOffer().types.filter(({ adultsOnly }) => isOwn || adultsOnly !== true)
  return (
    <>
      <SelectField
        name="type"
        label={words.type}
        chosen={saying.typeCode}
        options={types.map((type) => ({ value: type.code, label: type[ask.lang] }))}
      />
      <TextField
        name="title"
        label={words.label}
        hint={words.labelHint}
        autocomplete="off"
        maxlength={200}
        value={saying.title}
      />
      <TextField
        name="day"
        label={words.day}
        hint={words.dayHint}
        autocomplete="off"
        maxlength={20}
        value={dayAsTyped(saying.day)}
        fault={faultOf('day')}
      />
    </>
  )
}

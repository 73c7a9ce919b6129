import type { VNode } from 'preact'
import type { LetterFrame, ReadLetter } from '../../../areas/enrolment/index.ts'
import { Problem } from '../../../platform/problem.ts'
import { sentenceOf, type StaffAsk } from '../ask.ts'
import { ChoiceList } from '../components/choice-list.tsx'
import type { FieldFault } from '../components/error-summary.tsx'
import { Icon } from '../components/icon.tsx'
import { TextField } from '../components/text-field.tsx'
import { dayAsTyped, typedDay } from '../typed-date.ts'
import { fieldOf, typedText, type WhoTyped } from './who-fields.tsx'

/** Whether who signed is to be said: not where the person alone can have. */
const isSignerAsked = ({ signers }: LetterFrame): boolean => signers.length > 1 || signers[0]?.id !== 'self'

const Signers = ({ ask, shown, frame }: { ask: StaffAsk; shown: WhoTyped; frame: LetterFrame }): VNode => {
  const words = ask.text.refusalDesk.letter
  const faults = shown.faults.filter(({ fieldId }) => fieldId === 'signer' || fieldId === 'signed')
  return (
    <div id="signer" tabindex={-1} class={faults.length > 0 ? 'field field-fault' : 'field'}>
      {faults.map(({ says }) => (
        <p key={says} class="fault">
          <Icon name="alert" />
          {says}
        </p>
      ))}
      <ChoiceList
        name="signer"
        legend={words.who}
        chosen={typedText(shown.typed, 'signer')}
        choices={frame.signers.map(({ id, name, kind }) => ({
          value: id,
          label: kind === undefined ? words.self : `${name ?? ''} (${words.kinds[kind]})`,
        }))}
      />
      <div class="tick">
        <label class="choice">
          <input type="checkbox" id="signed" name="signed" value="yes" checked={shown.typed.get('signed') === 'yes'} />
          <span>{words.signed}</span>
        </label>
      </div>
    </div>
  )
}

/** What the desk reads in a letter that decides: the day it came, and who signed it where that may be somebody else. */
export const LetterFields = ({ ask, shown, frame }: { ask: StaffAsk; shown: WhoTyped; frame: LetterFrame }): VNode => {
  const words = ask.text.refusalDesk.letter
  const { today } = ask.parts.staffRooms
  // Most letters are read on their day. Of one that must be older, the day is not ours to guess.
  const usual = frame.to === today() ? dayAsTyped(frame.to) : ''
  const value = shown.typed.has('receivedOn') ? typedText(shown.typed, 'receivedOn') : usual
  return (
    <>
      <TextField
        {...fieldOf(shown, 'receivedOn')}
        value={value}
        label={words.receivedOn}
        hint={words.receivedHint}
        autocomplete="off"
        maxlength={20}
      />
      {isSignerAsked(frame) ? <Signers ask={ask} shown={shown} frame={frame} /> : null}
    </>
  )
}

/** What was typed of a letter. */
export const readLetter = (fields: URLSearchParams): ReadLetter => ({
  receivedOn: typedDay(typedText(fields, 'receivedOn')) ?? '',
  signer: typedText(fields, 'signer'),
  signed: fields.get('signed') === 'yes',
})

/** The field of a letter that a Problem names, with its sentence; what has another cause is thrown again. */
export const letterFault = (ask: StaffAsk, error: unknown): FieldFault => {
  const { field, day } = error instanceof Problem ? error.details : {}
  if (!(error instanceof Problem) || error.kind !== 'incorrect' || typeof field !== 'string') throw error
  const details = typeof day === 'string' ? { ...error.details, day: dayAsTyped(day) } : error.details
  return { fieldId: field, says: sentenceOf(ask, error.reason, details) }
}

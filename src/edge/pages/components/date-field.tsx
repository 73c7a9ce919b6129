import type { VNode } from 'preact'
import type { Ask } from '../ask.ts'
import type { TypedDate } from '../typed-date.ts'
import { Icon } from './icon.tsx'

const pieces = [
  { piece: 'day', autocomplete: 'bday-day', maxlength: 10 },
  { piece: 'month', autocomplete: 'bday-month', maxlength: 2 },
  { piece: 'year', autocomplete: 'bday-year', maxlength: 4 },
] as const

/** A birth date: three small inputs in one group, no calendar. The first one also takes a whole date (`04/03/1979`) that is pasted. */
export const DateField = (props: { ask: Ask; typed: TypedDate; fault?: string | undefined }): VNode => {
  const words = props.ask.text.entry.you
  const described = props.fault === undefined ? 'birth-hint' : 'birth-hint birth-fault'
  return (
    <fieldset class={props.fault === undefined ? 'field date-field' : 'field date-field field-fault'}>
      <legend>{words.birthDate}</legend>
      <p class="hint" id="birth-hint">
        {words.birthDateHint}
      </p>
      {props.fault === undefined ? null : (
        <p class="fault" id="birth-fault">
          <Icon name="alert" />
          {props.fault}
        </p>
      )}
      <div class="date-pieces">
        {pieces.map(({ piece, autocomplete, maxlength }) => (
          <div key={piece}>
            <label for={`birth-${piece}`}>{words[piece]}</label>
            <input
              type="text"
              id={`birth-${piece}`}
              name={`birth-${piece}`}
              inputmode="numeric"
              autocomplete={autocomplete}
              maxlength={maxlength}
              value={props.typed[piece]}
              aria-describedby={described}
              aria-invalid={props.fault === undefined ? undefined : 'true'}
            />
          </div>
        ))}
      </div>
    </fieldset>
  )
}

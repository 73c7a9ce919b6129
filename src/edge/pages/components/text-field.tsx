import type { VNode } from 'preact'
import { Icon } from './icon.tsx'

/** One typed field. `fault` says how to correct it; `autocomplete` is HTML's own word for what the field is for. */
export interface TypedField {
  name: string
  label: string
  autocomplete: string
  maxlength: number
  /** `code` is typed in large digits, `letters` in large capitals and digits; `password` is never shown and never filled in again */
  kind?: 'text' | 'password' | 'code' | 'letters'
  hint?: string
  value?: string
  /** id of the list that proposes answers */
  list?: string
  fault?: string | undefined
}

const large = {
  text: {},
  code: { class: 'code-input', inputmode: 'numeric' },
  letters: { class: 'code-input', autocapitalize: 'characters' },
} as const

/** A labelled field to type in, with its hint above and what is wrong with it beside it. The id of the input is its name. */
export const TextField = ({ kind = 'text', ...field }: TypedField): VNode => {
  const { name, fault, hint } = field
  const described = [...(hint === undefined ? [] : [`${name}-hint`]), ...(fault === undefined ? [] : [`${name}-fault`])]
  const common = {
    id: name,
    name,
    maxlength: field.maxlength,
    autocomplete: field.autocomplete,
    autocapitalize: 'none',
    spellcheck: false,
    'aria-describedby': described.length === 0 ? undefined : described.join(' '),
    'aria-invalid': fault === undefined ? undefined : 'true',
  } as const
  return (
    <div class={fault === undefined ? 'field' : 'field field-fault'}>
      <label for={name}>{field.label}</label>
      {hint === undefined ? null : (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {fault === undefined ? null : (
        <p class="fault" id={`${name}-fault`}>
          <Icon name="alert" />
          {fault}
        </p>
      )}
      {kind === 'password' ? (
        <input type="password" {...common} />
      ) : (
        <input type="text" {...common} {...large[kind]} value={field.value} list={field.list} />
      )}
    </div>
  )
}

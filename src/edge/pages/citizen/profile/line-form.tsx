import type { VNode } from 'preact'
import {
  chosenCodes,
  profileTerms,
  type ProfileField,
  type ProfileSection,
} from '../../../../reference/profile-sections.ts'
import type { SpaceAsk } from '../../ask.ts'
import type { FieldFault } from '../../components/error-summary.tsx'
import { Icon } from '../../components/icon.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { TickField } from '../../components/tick-field.tsx'
import type { TypedLine } from './typed-line.ts'

/** A form of one line, and what is wrong in it. */
export interface DrawnLine {
  ask: SpaceAsk
  section: ProfileSection
  typed: TypedLine
  faults: readonly FieldFault[]
  /** where it is sent, and where one goes who gives up */
  path: string
  back: string
  /** whether it may be kept from who represents its holder */
  maySecret: boolean
}

type Asked = Pick<DrawnLine, 'ask' | 'typed' | 'faults'> & { field: ProfileField }

const LongField = ({
  field,
  value,
  ask,
  fault,
}: Omit<Asked, 'typed' | 'faults'> & { value: string; fault: string | undefined }): VNode => (
  <div class={fault === undefined ? 'field' : 'field field-fault'}>
    <label for={field.key}>{field.required ? field[ask.lang] : ask.text.profile.form.optional(field[ask.lang])}</label>
    {fault === undefined ? null : (
      <p class="fault" id={`${field.key}-fault`}>
        <Icon name="alert" />
        {fault}
      </p>
    )}
    <textarea
      id={field.key}
      name={field.key}
      rows={4}
      maxlength={field.most}
      aria-describedby={fault === undefined ? undefined : `${field.key}-fault`}
      aria-invalid={fault === undefined ? undefined : 'true'}
    >
      {value}
    </textarea>
  </div>
)

const ManyField = (props: {
  ask: SpaceAsk
  field: ProfileField
  value: string
  label: string
  fault: string | undefined
}): VNode => {
  const { ask, field, value, label, fault } = props
  const chosen = chosenCodes(field, value)
  return (
    <fieldset
      class={fault === undefined ? 'choices' : 'choices field-fault'}
      id={field.key}
      aria-describedby={fault === undefined ? undefined : `${field.key}-fault`}
    >
      <legend>{label}</legend>
      {fault === undefined ? null : (
        <p class="fault" id={`${field.key}-fault`}>
          <Icon name="alert" />
          {fault}
        </p>
      )}
      {(field.options ?? []).map((one) => (
        <label key={one.code} class="choice">
          <input type="checkbox" name={field.key} value={one.code} checked={chosen.includes(one.code)} />
          <span>{one[ask.lang]}</span>
        </label>
      ))}
    </fieldset>
  )
}

/** One question, in the form that its kind of answer wants. */
const Question = ({ ask, field, typed, faults }: Asked): VNode => {
  const words = ask.text.profile.form
  const value = typed.fields[field.key] ?? ''
  const fault = faults.find(({ fieldId }) => fieldId === field.key)?.says
  const label = field.required ? field[ask.lang] : words.optional(field[ask.lang])
  if (field.kind === 'long') return <LongField ask={ask} field={field} value={value} fault={fault} />
  if (field.many) return <ManyField ask={ask} field={field} value={value} label={label} fault={fault} />
  if (field.kind === 'choice') {
    const options = (field.options ?? []).map((one) => ({ value: one.code, label: one[ask.lang] }))
    const all = [{ value: '', label: words.choose }, ...options]
    return <SelectField name={field.key} label={label} chosen={value} options={all} fault={fault} />
  }
  const isDate = field.kind === 'date'
  return (
    <TextField
      name={field.key}
      label={label}
      {...(isDate ? { hint: words.dateHint } : {})}
      autocomplete="off"
      maxlength={isDate ? 12 : (field.most ?? 100)}
      value={value}
      fault={fault}
      {...(field.terms === undefined ? {} : { list: `${field.key}-terms` })}
    />
  )
}

/** What is proposed while somebody types: the browser's own list, nothing is sent. */
const Proposals = ({ ask, section }: Pick<DrawnLine, 'ask' | 'section'>): VNode => (
  <>
    {section.fields.map((field) =>
      field.terms === undefined ? null : (
        <datalist key={field.key} id={`${field.key}-terms`}>
          {profileTerms(field).map((term) => (
            <option key={term[ask.lang]} value={term[ask.lang]} />
          ))}
        </datalist>
      ),
    )}
  </>
)

/** So many questions stand open; the others wait behind one press, unless they are answered. */
const openQuestions = 3

/** One thing a page: the questions of one line, the first of which is enough. */
export const LineForm = ({ ask, section, typed, faults, path, back, maySecret }: DrawnLine): VNode => {
  const words = ask.text.profile.form
  const others = section.fields.slice(openQuestions)
  return (
    <form method="post" action={path} class="stack" novalidate>
      {section.fields.slice(0, openQuestions).map((field) => (
        <Question key={field.key} ask={ask} field={field} typed={typed} faults={faults} />
      ))}
      {others.length === 0 ? null : (
        <details open={others.some(({ key }) => (typed.fields[key] ?? '') !== '' || faults.length > 0)}>
          <summary>{words.others}</summary>
          <div class="stack">
            {others.map((field) => (
              <Question key={field.key} ask={ask} field={field} typed={typed} faults={faults} />
            ))}
          </div>
        </details>
      )}
      <Proposals ask={ask} section={section} />
      {maySecret ? <TickField id="secret" name="secret" says={words.secret} ticked={typed.isSecret} /> : null}
      <p class="button-row">
        <button class="button" type="submit">
          {words.save}
        </button>
        <a href={back}>{ask.text.shell.cancel}</a>
      </p>
    </form>
  )
}

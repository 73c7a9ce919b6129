import type { VNode } from 'preact'
import type { ProfessionalAsk } from '../../ask.ts'
import { Icon } from '../../components/icon.tsx'

/** Every type of document that professionals write, by category. */
export const TypeField = (props: {
  ask: ProfessionalAsk
  label: string
  chosen: string
  fault: string | undefined
}): VNode => (
  <div class={props.fault === undefined ? 'field' : 'field field-fault'}>
    <label for="type">{props.label}</label>
    {props.fault === undefined ? null : (
      <p class="fault" id="type-fault">
        <Icon name="alert" />
        {props.fault}
      </p>
    )}
    <select
      id="type"
      name="type"
      aria-describedby={props.fault === undefined ? undefined : 'type-fault'}
      aria-invalid={props.fault === undefined ? undefined : 'true'}
    >
      {props.ask.parts.labels.documentTypes(props.ask.lang).map((group) => (
        <optgroup key={group.label} label={group.label}>
          {group.types.map(({ code, label }) => (
            <option key={code} value={code} selected={code === props.chosen}>
              {label}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  </div>
)

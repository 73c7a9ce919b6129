import type { VNode } from 'preact'
import { Icon } from './icon.tsx'

/** A labelled list to choose one answer from, with what is wrong with it beside it. */
export const SelectField = (props: {
  name: string
  label: string
  chosen: string
  options: readonly { value: string; label: string }[]
  fault?: string | undefined
}): VNode => {
  const { name, fault } = props
  return (
    <div class={fault === undefined ? 'field' : 'field field-fault'}>
      <label for={name}>{props.label}</label>
      {fault === undefined ? null : (
        <p class="fault" id={`${name}-fault`}>
          <Icon name="alert" />
          {fault}
        </p>
      )}
      <select
        id={name}
        name={name}
        aria-describedby={fault === undefined ? undefined : `${name}-fault`}
        aria-invalid={fault === undefined ? undefined : 'true'}
      >
        {props.options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === props.chosen}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  )
}

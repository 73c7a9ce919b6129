import type { VNode } from 'preact'

/** A labelled list to choose one answer from. */
export const SelectField = (props: {
  name: string
  label: string
  chosen: string
  options: readonly { value: string; label: string }[]
}): VNode => (
  <div class="field">
    <label for={props.name}>{props.label}</label>
    <select id={props.name} name={props.name}>
      {props.options.map((option) => (
        <option key={option.value} value={option.value} selected={option.value === props.chosen}>
          {option.label}
        </option>
      ))}
    </select>
  </div>
)

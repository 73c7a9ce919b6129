import type { VNode } from 'preact'

/** One answer of a choice. */
export interface Choice {
  value: string
  label: string
  lang?: string
}

/** Large radio buttons under one question. */
export const ChoiceList = (props: {
  name: string
  legend: string
  chosen: string
  choices: readonly Choice[]
}): VNode => (
  <fieldset class="choices">
    <legend>{props.legend}</legend>
    {props.choices.map((choice) => (
      <label key={choice.value} class="choice" lang={choice.lang}>
        <input type="radio" name={props.name} value={choice.value} checked={choice.value === props.chosen} />
        <span>{choice.label}</span>
      </label>
    ))}
  </fieldset>
)

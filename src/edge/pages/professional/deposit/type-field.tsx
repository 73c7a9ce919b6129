import type { VNode } from 'preact'
import type { ProfessionalAsk } from '../../ask.ts'

/** Every type of document that professionals write, by category. */
export const TypeField = (props: { ask: ProfessionalAsk; label: string; chosen: string }): VNode => (
  <div class="field">
    <label for="type">{props.label}</label>
    <select id="type" name="type">
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

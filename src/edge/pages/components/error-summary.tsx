import type { VNode } from 'preact'
import type { Ask } from '../ask.ts'

/** One field at fault: the id of its input and the sentence that says how to correct it. */
export interface FieldFault {
  fieldId: string
  says: string
}

/** The list of faults at the top of a form; takes the focus and links to each field. */
export const ErrorSummary = ({ ask, faults }: { ask: Ask; faults: readonly FieldFault[] }): VNode | null =>
  faults.length === 0 ? null : (
    <div class="error-summary" role="alert" tabindex={-1} autofocus aria-labelledby="errors-heading">
      <h2 id="errors-heading">{ask.text.shell.errors(faults.length)}</h2>
      <ul>
        {faults.map((fault) => (
          <li key={fault.fieldId}>
            <a href={`#${fault.fieldId}`}>{fault.says}</a>
          </li>
        ))}
      </ul>
    </div>
  )

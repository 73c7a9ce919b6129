import type { VNode } from 'preact'
import type { DocumentEntry } from '../../../reference/document-entry.ts'
import type { SpaceAsk } from '../ask.ts'
import { recordAt } from '../record-at.ts'
import { DocumentRow } from './document-row.tsx'

/** A list of documents of the space that is looked at; `eye`: with the link to who sees each, for its holder. */
export const DocumentRows = (props: { ask: SpaceAsk; entries: readonly DocumentEntry[]; eye?: boolean }): VNode => (
  <ul class="rows">
    {props.entries.map((entry) => (
      <DocumentRow
        key={entry.id}
        ask={props.ask}
        entry={entry}
        at={{
          href: `${recordAt(props.ask)}/documents/${entry.id}`,
          eye: props.eye === true && props.ask.child === undefined,
        }}
      />
    ))}
  </ul>
)

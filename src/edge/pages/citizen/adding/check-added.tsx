import type { VNode } from 'preact'
import type { Page, SpaceAsk } from '../../ask.ts'
import { ErrorSummary, type FieldFault } from '../../components/error-summary.tsx'
import { FactList } from '../../components/fact-list.tsx'
import { FaultBeside } from '../../components/fault-beside.tsx'
import { addingFor, addingPath, replacingPath } from './adding-path.ts'
import { SayingFields, type Saying } from './saying-fields.tsx'

/** A document before it is saved: the upload, and what is said of it. */
export interface Draft extends Saying {
  upload: string
  contentType: string
  fileName: string
  size: number
  /** the document of one's own that it is a new version of */
  replaces?: string
}

const Kept = ({ draft }: { draft: Draft }): VNode => (
  <>
    <input type="hidden" name="upload" value={draft.upload} />
    <input type="hidden" name="contentType" value={draft.contentType} />
    <input type="hidden" name="fileName" value={draft.fileName} />
    <input type="hidden" name="size" value={String(draft.size)} />
    {draft.replaces === undefined ? null : <input type="hidden" name="replaces" value={draft.replaces} />}
  </>
)

/** D9: everything that is said of the document, filled in; for whom is said by the button. */
export const drawCheckAdded = (ask: SpaceAsk, draft: Draft, faults: readonly FieldFault[]): Page => {
  const words = ask.text.adding.checking
  const path = addingPath(ask)
  return {
    title: words.title,
    side: 'citizen',
    place: 'record',
    status: faults.length === 0 ? 200 : 422,
    body: (
      <div class="column">
        <ErrorSummary ask={ask} faults={faults} />
        <h1>{words.heading}</h1>
        <FaultBeside id="file" fault={faults.find(({ fieldId }) => fieldId === 'file')?.says}>
          <FactList facts={[{ name: words.fileName, says: `${draft.fileName} (${ask.words.size(draft.size)})` }]} />
        </FaultBeside>
        <form method="post" action={`${path}/save`} class="stack" novalidate>
          <Kept draft={draft} />
          <SayingFields ask={ask} saying={draft} faults={faults} />
          <p class="hint">{ask.child === undefined ? words.sight : words.sightOfChild}</p>
          <p class="button-row">
            <button class="button" type="submit">
              {words.save(addingFor(ask))}
            </button>
            <a href={replacingPath(ask, draft.replaces ?? '')}>{words.again}</a>
          </p>
        </form>
      </div>
    ),
  }
}

import type { VNode } from 'preact'
import type { Page, SpaceAsk } from '../../ask.ts'
import { ErrorSummary, type FieldFault } from '../../components/error-summary.tsx'
import { FactList } from '../../components/fact-list.tsx'
import { FaultBeside } from '../../components/fault-beside.tsx'
import { addingFor, addingPath, replacingPath } from './adding-path.ts'
import type { Draft } from './draft.ts'
import { SayingFields } from './saying-fields.tsx'
import { SheetList } from './sheet-list.tsx'
import { printSheet, type Press } from './sheets.ts'

const Kept = ({ draft }: { draft: Draft }): VNode => (
  <>
    <input type="hidden" name="upload" value={draft.upload} />
    <input type="hidden" name="contentType" value={draft.contentType} />
    <input type="hidden" name="fileName" value={draft.fileName} />
    <input type="hidden" name="size" value={String(draft.size)} />
    {draft.replaces === undefined ? null : <input type="hidden" name="replaces" value={draft.replaces} />}
    {draft.isArranged ? <input type="hidden" name="arranged" value="yes" /> : null}
    {draft.sheets.map((sheet) => (
      <input type="hidden" name="sheet" value={printSheet(sheet)} />
    ))}
  </>
)

const factsOf = (ask: SpaceAsk, { sheets, fileName, size }: Draft) => {
  const words = ask.text.adding
  return sheets.length > 1
    ? [{ name: words.pages.name, says: words.pages.made(sheets.length) }]
    : [{ name: words.checking.fileName, says: `${fileName} (${ask.words.size(size)})` }]
}

/** What a page tells of what was just sent: what is at fault, or what was done to its pages. */
interface Told {
  faults?: readonly FieldFault[]
  press?: Press
}

/** D9: everything that is said of the document, filled in; for whom is said by the button. */
export const drawCheckAdded = (ask: SpaceAsk, draft: Draft, { faults = [], press }: Told = {}): Page => {
  const words = ask.text.adding.checking
  const path = addingPath(ask)
  return {
    title: words.title,
    side: 'citizen',
    place: 'record',
    island: 'adding',
    status: faults.length === 0 ? 200 : 422,
    body: (
      <div class="column">
        <ErrorSummary ask={ask} faults={faults} />
        <h1>{words.heading}</h1>
        <FaultBeside id="file" fault={faults.find(({ fieldId }) => fieldId === 'file')?.says}>
          <FactList facts={factsOf(ask, draft)} />
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
          {draft.sheets.length === 0 ? null : (
            <SheetList
              ask={ask}
              draft={draft}
              press={press}
              fault={faults.find(({ fieldId }) => fieldId === 'more')?.says}
            />
          )}
        </form>
      </div>
    ),
  }
}

import type { Door } from '../../access/door.ts'
import type { Confined } from '../../platform/confined/confined.ts'
import type { Reference } from '../../reference/reference.ts'
import { createResultFlags } from '../../reference/result-flags.ts'
import { createDocumentReading } from './read-document-body.ts'
import { createHideDocument, createHideSeveral, createShowDocument } from './hide-document.ts'
import { createKeepDocument, createTellDocument } from './keep-document.ts'
import { createPreviewHiding } from './preview-hiding.ts'
import { createPreviewSight } from './preview-sight.ts'
import { createFindContent, createOpenContent, createReadDocument } from './read-document.ts'
import { createOpenEmbeddedPage, createOpenPage, createOpenView } from './open-view.ts'
import { createReadSet } from './sets/read-set.ts'
import { createFollowResult } from './results/follow-result.ts'
import { createTabulateResults } from './results/tabulate-results.ts'

/** What looking is built from. */
export interface LookingParts {
  door: Door
  reference: Reference
  confined: Pick<Confined, 'runFor'>
}

/** What hiding and its previews are built from. */
export type ShowingParts = { door: Door } & Parameters<typeof createPreviewHiding>[0] &
  Parameters<typeof createPreviewSight>[0]

/** Builds looking at documents, at their bytes and at what was read from them. */
export const createReading = ({ door, reference, confined }: LookingParts) => {
  const findContent = createFindContent(door)
  const openContent = createOpenContent(findContent)
  const flags = createResultFlags()
  const systems = { canonical: reference.canonicalSystem }
  const reading = createDocumentReading({ findContent, openContent, systems, flags, confined })
  return {
    ...reading,
    openEmbeddedPage: createOpenEmbeddedPage(reading.openEmbedded, confined),
    ...createFollowResult({ door, flags }),
    ...createTabulateResults({ door, flags }),
    readDocument: createReadDocument(door),
    openContent,
    openView: createOpenView(openContent, confined),
    openPage: createOpenPage(openContent, confined),
    readSet: createReadSet(door),
  }
}

/** Builds hiding and showing, and what would come of it. */
export const createShowing = (parts: ShowingParts) => ({
  previewHiding: createPreviewHiding(parts),
  previewSight: createPreviewSight(parts),
  hideDocument: createHideDocument(parts.door),
  showDocument: createShowDocument(parts.door),
  hideSeveral: createHideSeveral(parts.door),
  keepDocument: createKeepDocument(parts.door),
  tellDocument: createTellDocument(parts.door),
})

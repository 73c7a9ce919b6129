import type { Door } from '../../access/door.ts'
import type { Visitor } from '../../access/types.ts'
import type { DocumentEntry } from '../../reference/document-entry.ts'
import { addressOf } from './read-document.ts'
import { Problem } from '../../platform/problem.ts'
import { outcomesOf } from './document-outcomes.ts'
import type { Documents } from './types.ts'

const setHidden =
  (door: Door, hidden: boolean) =>
  async (visitor: Visitor, documentId: string): Promise<DocumentEntry> => {
    const { objectId } = addressOf(documentId)
    const act = hidden ? 'hide-document' : 'show-document'
    const { value } = await door.open(
      { ...visitor, space: { objectId }, act, documentId: objectId },
      async (opened) => {
        const found = opened.require(await opened.vault.findDocument(objectId))
        if (found.facts.visibility.hidden === hidden) return found.open()
        return opened.require(await opened.vault.updateState(found.facts.id, { hidden })).open()
      },
    )
    return value
  }

/** Hides a document from professionals: gone for them at their next request. Its author and, by law, the treating doctor keep it. */
export const createHideDocument = (door: Door): Documents['hideDocument'] => setHidden(door, true)

/** Shows a hidden document again. Hiding and showing twice changes nothing twice. */
export const createShowDocument = (door: Door): Documents['showDocument'] => setHidden(door, false)

/** As many as a page of the list shows. */
export const mostHidden = 50

/** Hides or shows several, one after the other and each with its own entry: one that has gone meanwhile holds up no other. */
export const createHideSeveral =
  (door: Door): Documents['hideSeveral'] =>
  async (visitor, { ids, hidden }) => {
    if (ids.length > mostHidden)
      throw new Problem('incorrect', 'too-many-chosen', { details: { field: 'id', most: mostHidden } })
    return outcomesOf(ids, (id) => setHidden(door, hidden)(visitor, id))
  }

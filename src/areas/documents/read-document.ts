import type { Opened } from '../../access/door-opened.ts'
import type { Door } from '../../access/door.ts'
import type { Visitor } from '../../access/types.ts'
import { isUuid, randomId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import type { Documents } from './types.ts'

/** An address for a text that cannot be an id: it leads to the space of nobody, by the same steps as any other. */
export const addressOf = (id: string) => ({ objectId: isUuid(id) ? id : randomId() })

/** The document of an opened visit. Under the address of one person none of another is found: the steps and the answer are those of an unknown one. */
export const findUnder = async ({ under }: Visitor, { spaceId, vault }: Opened, id: string) => {
  const found = await vault.findDocument(id)
  return under === undefined || under === spaceId ? found : undefined
}

/** Reads what the record says of a document. One refusal for unknown, hidden and forbidden. */
export const createReadDocument =
  (door: Door): Documents['readDocument'] =>
  async (visitor, documentId) => {
    const { objectId } = addressOf(documentId)
    const visit = { ...visitor, space: { objectId }, act: 'read-document', documentId: objectId } as const
    const { value } = await door.open(visit, async (opened) =>
      opened.require(await findUnder(visitor, opened, objectId)).open(),
    )
    return value
  }

/**
 * Opens a document's bytes by its id or its binary id. The key is unwrapped only after the entry is committed.
 * A superseded document answers `absent` (HTTP 410): who may read it finds it in its version history.
 */
export const createOpenContent =
  (door: Door): Documents['openContent'] =>
  async (visitor, id, options = {}) => {
    const { objectId } = addressOf(id)
    const visit = { ...visitor, space: { objectId }, act: 'read-document', documentId: objectId } as const
    const { value, receipt } = await door.open(visit, async (opened) => {
      const entry = opened.require(await findUnder(visitor, opened, objectId)).open()
      if (entry.status !== 'current' && !options.anyVersion) {
        throw new Problem('absent', 'document-superseded', { details: { gone: true } })
      }
      return { entry, blob: await opened.vault.findBlob(entry.blobId) }
    })
    if (!value.blob) throw new Problem('fault', 'document-without-content')
    return { entry: value.entry, stream: await door.content(receipt, value.blob) }
  }

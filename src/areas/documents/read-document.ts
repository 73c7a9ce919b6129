import type { Readable } from 'node:stream'
import type { Opened } from '../../access/door-opened.ts'
import type { Door } from '../../access/door.ts'
import type { Visitor } from '../../access/types.ts'
import { isUuid, randomId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import type { DocumentEntry } from '../../reference/document-entry.ts'
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

/** Why no reader gets these bytes, now or for good: the virus scanner has not answered, or found something (security.md T23). */
export const closedBy = ({ scan }: { scan: string }): 'waiting' | 'infected' | undefined =>
  scan === 'waiting' || scan === 'infected' ? scan : undefined

/** A document that a committed visit showed, its bytes not yet opened. `closed`: no reader gets them, now or for good; or not this one yet. */
export interface FoundContent {
  entry: DocumentEntry
  closed: 'awaits-talk' | ReturnType<typeof closedBy>
  open(): Promise<Readable>
}

/** Finds a document's bytes by its id or its binary id; the key is unwrapped only when they are opened, after the entry is committed. */
export const createFindContent =
  (door: Door) =>
  async (visitor: Visitor, id: string, options: { anyVersion?: boolean } = {}): Promise<FoundContent> => {
    const { objectId } = addressOf(id)
    const visit = { ...visitor, space: { objectId }, act: 'read-document', documentId: objectId } as const
    const { value, receipt } = await door.open(visit, async (opened) => {
      const entry = opened.require(await findUnder(visitor, opened, objectId)).open()
      if (entry.status !== 'current' && !options.anyVersion) {
        throw new Problem('absent', 'document-superseded', { details: { gone: true } })
      }
      return { entry, blob: await opened.vault.findBlob(entry.blobId) }
    })
    const { entry, blob } = value
    if (!blob) throw new Problem('fault', 'document-without-content')
    return { entry, closed: entry.awaitsTalk ? 'awaits-talk' : closedBy(blob), open: () => door.content(receipt, blob) }
  }

/** Finds content for whoever is to be shown it, closed or not. */
export type FindContent = ReturnType<typeof createFindContent>

/**
 * Opens a document's bytes. A superseded document answers `absent` (HTTP 410): who may read it finds it in its version history. What the virus
 * scanner has not answered for is `unavailable` for a moment; what it found something in is `refused`.
 */
export const createOpenContent =
  (find: FindContent): Documents['openContent'] =>
  async (visitor, id, options = {}) => {
    const { entry, closed, open } = await find(visitor, id, options)
    if (closed === 'waiting') throw new Problem('unavailable', 'content-being-scanned')
    if (closed === 'awaits-talk') throw new Problem('refused', 'content-awaits-talk')
    if (closed === 'infected') throw new Problem('refused', 'content-infected')
    return { entry, stream: await open() }
  }

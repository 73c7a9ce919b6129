import { buffer } from 'node:stream/consumers'
import type { Opened } from '../../../access/door-opened.ts'
import type { Door } from '../../../access/door.ts'
import type { Visitor } from '../../../access/types.ts'
import { Problem } from '../../../platform/problem.ts'
import type { ContentRead } from '../../../reference/content-read.ts'
import { closedBy } from '../read-document.ts'

/** Reads a document's bytes. Problem `unavailable` where it must wait. */
export type ReadBytes = (bytes: Buffer) => Promise<Required<ContentRead>>

const nothingRead: ContentRead = { text: '', results: [], statements: [] }

/** Nothing to read here: the visit is taken back, and leaves no entry. */
class NothingToRead extends Error {}

/** Larger contents are found by their titles alone. */
const maxReadBytes = 40 * 1024 * 1024

const findUnread = async ({ vault }: Opened, documentId: string) => {
  const found = await vault.findDocument(documentId)
  if (found === undefined || found.facts.status !== 'current') throw new NothingToRead()
  const { blobId } = found.open()
  const [blob, texts] = await Promise.all([vault.findBlob(blobId), vault.findTexts([blobId])])
  if (blob === undefined || texts.has(blobId)) throw new NothingToRead()
  // security.md T23: what waits for the virus scanner is read by nobody before it answers; nothing was done yet, so no entry stays.
  if (closedBy(blob) === 'waiting') throw new Problem('unavailable', 'content-being-scanned')
  return blob
}

/** Erased, gone or moved meanwhile: there is nothing to do any more. */
const isOver = (error: unknown): boolean =>
  error instanceof NothingToRead || (error instanceof Problem && error.kind === 'refused')

/**
 * Reads the text of one document, its results and statements into its space, once, after its deposit was acknowledged. Two entries: one before its bytes are opened,
 * one before what was read is kept. A crash in between leaves the first; the reading is done again.
 */
export const createExtractText = (parts: { door: Door; visitor: Visitor; readBytes: ReadBytes }) => {
  const { door, visitor, readBytes } = parts
  return async (documentId: string): Promise<void> => {
    const visit = { ...visitor, space: { objectId: documentId }, act: 'extract-text', documentId } as const
    try {
      const { value: blob, receipt } = await door.open(visit, (opened) => findUnread(opened, documentId))
      const isRead = blob.size <= maxReadBytes && closedBy(blob) !== 'infected'
      const read = isRead ? await readBytes(await buffer(await door.content(receipt, blob))) : nothingRead
      await door.open(visit, ({ vault }) => vault.insertRead(blob.id, read))
    } catch (error) {
      if (!isOver(error)) throw error
    }
  }
}

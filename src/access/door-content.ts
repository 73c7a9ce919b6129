import { Readable } from 'node:stream'
import type { SpaceKeys } from '../keys/space-keys.ts'
import { openBlob, openBlobBytes, sealBlob, type BlobStore } from '../vault/blob-store/blob-store.ts'
import type { Blob } from '../vault/blobs.ts'
import type { Scan } from '../vault/blobs.ts'
import type { Receipt } from './types.ts'

export { createBlobStore } from '../vault/blob-store/blob-store.ts'

/** Bytes to seal for a space: in hand, or flowing in; `maxBytes` stops what flows too long. */
export interface ContentSource {
  bytes: Buffer | AsyncIterable<Buffer>
  contentType: string
  maxBytes: number
  /** what a virus scanner said of these bytes before; absent where they are new */
  scan?: Scan
}

/** Objects up to this size are opened in one piece: one read, no stream. */
const smallBytes = 256 * 1024

const originalOf = (spaceId: string, blobId: string) => ({ spaceId, blobId, role: 'original' }) as const

/** Encrypts content under a fresh document key into the store. The object is durable before the row that names it. */
export const sealContent = async (
  blobs: BlobStore,
  keys: SpaceKeys,
  { blobId, source }: { blobId: string; source: ContentSource },
): Promise<Blob> => {
  const { key, wrapped } = keys.newDocumentKey(blobId)
  const context = originalOf(keys.spaceId, blobId)
  const sealed = await sealBlob(blobs, { key, context, source: source.bytes, limit: source.maxBytes })
  const { contentType, scan = 'unscanned' } = source
  return { id: blobId, wrappedKey: wrapped, contentType, scan, ...sealed }
}

/** Removes sealed objects that no row names; what cannot be removed now is swept later. */
export const discardContent = (blobs: BlobStore, sealed: readonly Blob[]): Promise<void> =>
  removeObjects(
    blobs,
    sealed.map(({ objectName }) => objectName),
  )

/** Removes objects by name; what cannot be removed now is swept later. */
export const removeObjects = async (blobs: BlobStore, names: readonly string[]): Promise<void> => {
  await Promise.allSettled(names.map((name) => blobs.remove(name)))
}

/** Opens a document's bytes against the receipt of the entry that let the visitor in. */
export const openContent = async (
  blobs: BlobStore,
  keys: SpaceKeys,
  { receipt, blob }: { receipt: Receipt; blob: Blob },
): Promise<Readable> => {
  const key = keys.openDocumentKey(receipt, blob.id, blob.wrappedKey)
  const { objectName, size } = blob
  const toOpen = { key, context: originalOf(keys.spaceId, blob.id), objectName, size }
  if (size > smallBytes) return openBlob(blobs, toOpen)
  return Readable.from([await openBlobBytes(blobs, toOpen)])
}

import { createHash } from 'node:crypto'
import { Problem } from '../../platform/problem.ts'
import { encodeBlobContext, type BlobContext } from './blob-context.ts'
import type { BlobSecret } from './chunked-format.ts'
import { newObjectName, type BlobStore } from './object-store.ts'
import { sealBytes, sealStream } from './sealed-bytes.ts'

/** What to seal: the document key (32 bytes), what the object belongs to, the bytes, and how many are allowed. */
export interface BlobToSeal {
  key: Buffer
  context: BlobContext
  source: AsyncIterable<Buffer> | Buffer
  /** largest size accepted, in bytes; 200 MB when absent */
  limit?: number
}

/** A stored object: its random name, and size and hashes of the plain bytes. */
export interface SealedBlob {
  objectName: string
  size: number
  sha1: Buffer
  sha256: Buffer
}

const defaultLimit = 200 * 1024 * 1024

/** Counts and hashes what passes. Throws `content-too-large` as soon as there is more than allowed. */
const createMeter = (limit: number): { add(bytes: Buffer): void; result(): Omit<SealedBlob, 'objectName'> } => {
  const sha1 = createHash('sha1')
  const sha256 = createHash('sha256')
  let size = 0
  return {
    add: (bytes) => {
      size += bytes.length
      if (size > limit) throw new Problem('incorrect', 'content-too-large', { details: { limit } })
      sha1.update(bytes)
      sha256.update(bytes)
    },
    result: () => ({ size, sha1: sha1.digest(), sha256: sha256.digest() }),
  }
}

const metered = async function* (source: AsyncIterable<Buffer>, add: (bytes: Buffer) => void): AsyncGenerator<Buffer> {
  for await (const piece of source) {
    add(piece)
    yield piece
  }
}

/** Seals bytes into a new object and stores it. When the source fails or is too large nothing is left behind. */
export const sealBlob = async (store: BlobStore, blob: BlobToSeal): Promise<SealedBlob> => {
  const { source, limit = defaultLimit } = blob
  const secret: BlobSecret = { key: blob.key, context: encodeBlobContext(blob.context) }
  const objectName = newObjectName()
  const meter = createMeter(limit)
  if (Buffer.isBuffer(source)) {
    meter.add(source)
    await store.put(objectName, sealBytes(secret, source))
  } else {
    await store.put(objectName, sealStream(secret, metered(source, meter.add)))
  }
  return { objectName, ...meter.result() }
}

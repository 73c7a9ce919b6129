import { Readable } from 'node:stream'
import { Problem } from '../../platform/problem.ts'
import { encodeBlobContext, type BlobContext } from './blob-context.ts'
import { chunkSize, damagedBlob, frameSize, headerSize, openHeader, type BlobSecret } from './chunked-format.ts'
import type { BlobStore, ByteRange } from './object-store.ts'
import { chunksPerBlock, openBytes, openFrames } from './sealed-bytes.ts'

/** What to open: the document key, what the object belongs to, and where it lies. `size` is that of the plain bytes. */
export interface BlobToOpen {
  key: Buffer
  context: BlobContext
  objectName: string
  size: number
  /** plain bytes wanted; all when absent */
  range?: ByteRange
}

const secretOf = ({ key, context }: BlobToOpen): BlobSecret => ({ key, context: encodeBlobContext(context) })

/** Cuts verified bytes to what was asked. Fails where the object gave fewer: it was cut. */
const trim = async function* (source: AsyncIterable<Buffer>, skip: number, length: number): AsyncGenerator<Buffer> {
  let toSkip = skip
  let wanted = length
  for await (const bytes of source) {
    const part = bytes.subarray(toSkip, toSkip + wanted)
    toSkip -= Math.min(toSkip, bytes.length)
    wanted -= part.length
    if (part.length > 0) yield part
  }
  if (wanted > 0) throw damagedBlob()
}

/** The frames that hold a range, read with one request after the header's. Spec: chunk k begins at 56 + k × 16,400. */
const openRange = async function* (store: BlobStore, blob: BlobToOpen, range: ByteRange): AsyncGenerator<Buffer> {
  const keys = openHeader(secretOf(blob), await store.getBuffer(blob.objectName, { start: 0, end: headerSize }))
  const firstChunk = Math.floor(range.start / chunkSize)
  const lastChunk = Math.floor(blob.size / chunkSize)
  const endChunk = Math.min(Math.ceil(range.end / chunkSize), lastChunk + 1)
  const toEnd = endChunk > lastChunk || range.end === blob.size
  const endOfObject = headerSize + lastChunk * frameSize + (blob.size % chunkSize) + (frameSize - chunkSize)
  const start = headerSize + firstChunk * frameSize
  const end = toEnd ? endOfObject : headerSize + endChunk * frameSize
  const frames = openFrames({ keys, firstChunk, toEnd }, store.get(blob.objectName, { start, end }))
  yield* trim(frames, range.start - firstChunk * chunkSize, range.end - range.start)
}

/** The range asked, cut to the object. Throws `range-not-satisfiable` where it begins behind the end. */
const rangeOf = ({ size, range }: BlobToOpen): ByteRange => {
  if (range === undefined) return { start: 0, end: size }
  if (range.start >= size || range.end <= range.start) {
    throw new Problem('incorrect', 'range-not-satisfiable', { details: { size } })
  }
  return { start: range.start, end: Math.min(range.end, size) }
}

/** Opens a small object in one piece: a page that draws it, an answer that embeds it. */
export const openBlobBytes = async (store: BlobStore, blob: BlobToOpen): Promise<Buffer> => {
  const plain = openBytes(secretOf(blob), await store.getBuffer(blob.objectName))
  if (plain.length !== blob.size) throw damagedBlob()
  const { start, end } = rangeOf(blob)
  return plain.subarray(start, end)
}

const openPieces = async function* (store: BlobStore, blob: BlobToOpen): AsyncGenerator<Buffer> {
  if (blob.size < chunksPerBlock * chunkSize) yield await openBlobBytes(store, blob)
  else yield* openRange(store, blob, rangeOf(blob))
}

/**
 * Opens an object as a stream with bounded memory. No byte leaves before it is verified; an object that is cut, changed or
 * another's makes the stream fail (`sealed-data-damaged`), never end: the answer under way must then be broken off.
 */
export const openBlob = (store: BlobStore, blob: BlobToOpen): Readable =>
  Readable.from(openPieces(store, blob), { objectMode: false, highWaterMark: 512 * 1024 })

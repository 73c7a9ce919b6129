import { randomBytes } from 'node:crypto'
import {
  chunkSize,
  deriveChunkKeys,
  frameSize,
  headerSize,
  openChunks,
  openHeader,
  saltSize,
  sealChunks,
  type BlobSecret,
  type ChunkKeys,
} from './chunked-format.ts'
import { readBlocks } from './read-blocks.ts'

/** Chunks handled at once in a stream: 1 MB in memory, one wait instead of sixty-four. */
export const chunksPerBlock = 64

/** Seals bytes in hand, in one pass. */
export const sealBytes = (secret: BlobSecret, plain: Buffer): Buffer => {
  const salt = randomBytes(saltSize)
  const keys = deriveChunkKeys(secret, salt)
  return Buffer.concat([salt, keys.commitment, ...sealChunks(keys, { firstChunk: 0, last: true }, plain)])
}

/** Opens a whole object in hand, in one pass. Throws the fault `sealed-data-damaged`. */
export const openBytes = (secret: BlobSecret, sealed: Buffer): Buffer => {
  const keys = openHeader(secret, sealed.subarray(0, headerSize))
  return Buffer.concat(openChunks(keys, { firstChunk: 0, last: true }, sealed.subarray(headerSize)))
}

/** Seals a stream of any length with bounded memory. */
export const sealStream = async function* (secret: BlobSecret, source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const salt = randomBytes(saltSize)
  const keys = deriveChunkKeys(secret, salt)
  yield Buffer.concat([salt, keys.commitment])
  let firstChunk = 0
  for await (const { bytes, last } of readBlocks(source, chunksPerBlock * chunkSize)) {
    yield Buffer.concat(sealChunks(keys, { firstChunk, last }, bytes))
    firstChunk += chunksPerBlock
  }
}

/** A part of an object to open: the keys its header gave, where the frames begin, and whether they go to its very end. */
export interface FrameRun {
  keys: ChunkKeys
  firstChunk: number
  toEnd: boolean
}

/** Opens a stream of frames. Bytes come out only once verified; whether all of them came is for the caller to count. */
export const openFrames = async function* (run: FrameRun, source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let { firstChunk } = run
  for await (const { bytes, last } of readBlocks(source, chunksPerBlock * frameSize)) {
    yield* openChunks(run.keys, { firstChunk, last: last && run.toEnd }, bytes)
    firstChunk += chunksPerBlock
  }
}

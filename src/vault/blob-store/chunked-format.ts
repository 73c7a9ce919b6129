import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto'
import { Problem } from '../../platform/problem.ts'

/** Bytes of plain text in a full chunk. The last chunk of an object is always shorter, and may be empty. */
export const chunkSize = 16_384
const tagSize = 16
/** Bytes of a full chunk as stored. */
export const frameSize: number = chunkSize + tagSize
/** Bytes before the first chunk: salt, then commitment. */
export const headerSize = 56
/** Random bytes at the very beginning of an object, never the same twice. */
export const saltSize = 24
// Far beyond any document: the counter stays within the last four bytes of the nonce.
const maxChunks = 2 ** 32
const algorithm = 'aes-256-gcm'
const label = Buffer.from('c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0', 'latin1')

/** What opens one object: its document key (32 bytes) and the context it was sealed for. */
export interface BlobSecret {
  key: Buffer
  context: Buffer
}

/** The single-use keys of one object. */
export interface ChunkKeys {
  key: Buffer
  nonce: Buffer
  commitment: Buffer
}

/** Where a run of chunks stands in its object. `last` tells that it ends with the object's short chunk. */
export interface ChunkRun {
  firstChunk: number
  last: boolean
}

/** The failure of any object that is not, bit for bit, what was sealed under this key for this context. */
export const damagedBlob = (cause?: unknown): Problem => new Problem('fault', 'sealed-data-damaged', { cause })

/** Spec: C2SP chunked-encryption, "Key derivation", with SHA-512: HKDF-Expand to 32 + 12 + 32 bytes, two HMACs. */
export const deriveChunkKeys = ({ key, context }: BlobSecret, salt: Buffer): ChunkKeys => {
  const info = Buffer.concat([label, salt, context])
  const first = createHmac('sha512', key).update(info).update('\x01').digest()
  const second = createHmac('sha512', key).update(first).update(info).update('\x02').digest()
  const output = Buffer.concat([first, second])
  return { key: output.subarray(0, 32), nonce: output.subarray(32, 44), commitment: output.subarray(44, 76) }
}

/** Checks the 56 bytes before the first chunk and gives the object's keys; nothing is decrypted before this. */
export const openHeader = (secret: BlobSecret, header: Buffer): ChunkKeys => {
  if (header.length !== headerSize) throw damagedBlob()
  const keys = deriveChunkKeys(secret, header.subarray(0, saltSize))
  if (!timingSafeEqual(keys.commitment, header.subarray(saltSize))) throw damagedBlob()
  return keys
}

const chunkNonce = (keys: ChunkKeys, chunk: number): Buffer => {
  if (chunk >= maxChunks) throw damagedBlob()
  const nonce = Buffer.from(keys.nonce)
  nonce.writeUInt32BE((nonce.readUInt32BE(8) ^ chunk) >>> 0, 8)
  return nonce
}

const sealChunk = (keys: ChunkKeys, chunk: number, plain: Buffer): Buffer[] => {
  const cipher = createCipheriv(algorithm, keys.key, chunkNonce(keys, chunk), { authTagLength: tagSize })
  return [cipher.update(plain), cipher.final(), cipher.getAuthTag()]
}

const openChunk = (keys: ChunkKeys, chunk: number, frame: Buffer): Buffer => {
  if (frame.length < tagSize) throw damagedBlob()
  const decipher = createDecipheriv(algorithm, keys.key, chunkNonce(keys, chunk), { authTagLength: tagSize })
  decipher.setAuthTag(frame.subarray(frame.length - tagSize))
  const plain = decipher.update(frame.subarray(0, frame.length - tagSize))
  try {
    decipher.final()
  } catch (error) {
    throw damagedBlob(error)
  }
  return plain
}

/** Seals whole chunks, and with `last` the short one after them. Without `last`, `plain` is a multiple of the chunk size. */
export const sealChunks = (keys: ChunkKeys, run: ChunkRun, plain: Buffer): Buffer[] => {
  const fullChunks = Math.floor(plain.length / chunkSize)
  const sealed: Buffer[] = []
  for (let k = 0; k < fullChunks + (run.last ? 1 : 0); k++) {
    sealed.push(...sealChunk(keys, run.firstChunk + k, plain.subarray(k * chunkSize, (k + 1) * chunkSize)))
  }
  return sealed
}

/** Opens whole frames, and with `last` the short one after them. Gives plain text only once every tag has been verified. */
export const openChunks = (keys: ChunkKeys, run: ChunkRun, frames: Buffer): Buffer[] => {
  const fullFrames = Math.floor(frames.length / frameSize)
  if (!run.last && frames.length !== fullFrames * frameSize) throw damagedBlob()
  const plain: Buffer[] = []
  for (let k = 0; k < fullFrames + (run.last ? 1 : 0); k++) {
    plain.push(openChunk(keys, run.firstChunk + k, frames.subarray(k * frameSize, (k + 1) * frameSize)))
  }
  return plain
}

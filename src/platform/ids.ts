import { createHash, randomBytes, randomFillSync, randomUUID } from 'node:crypto'

/** A random 128-bit id (UUID version 4): for whatever must not tell when or where it was made. */
export const randomId = (): string => randomUUID()

const block = Buffer.alloc(8192)
let used = block.length

/**
 * A few random bytes (at most 64), for nonces and ids by the hundred thousand: drawn from the system 8 KB at a time, as Node does
 * for its own UUIDs, because each draw costs more than sealing a field. Every byte is given once and then forgotten.
 */
export const takeRandom = (size: number): Buffer => {
  if (used + size > block.length) {
    randomFillSync(block)
    used = 0
  }
  const taken = Buffer.from(block.subarray(used, used + size))
  block.fill(0, used, used + size)
  used += size
  return taken
}

/** Spec: RFC 9562, version and variant over the 16 bytes, and the text. */
const uuidText = (bytes: Buffer, version: number): string => {
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | (version << 4), 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

let lastMs = -1
let turn = 0

/**
 * A time-ordered id (UUID version 7): neighbours in time are neighbours in the index, which spares write-ahead log. Those of one
 * millisecond that this process makes one after the other sort in that order. `atMs` is milliseconds since 1970. Spec: RFC 9562 §5.7
 * and §6.2: a counter of 26 bits, begun by chance below its half, then 48 bits of chance.
 */
export const timeOrderedId = (atMs: number): string => {
  const bytes = takeRandom(16)
  turn = atMs === lastMs ? turn + 1 : bytes.readUInt32BE(6) >>> 7
  lastMs = atMs
  bytes.writeUIntBE(atMs, 0, 6)
  bytes.writeUInt16BE((turn >>> 14) & 0xfff, 6)
  bytes.writeUInt16BE(turn & 0x3fff, 8)
  return uuidText(bytes, 7)
}

/** The id that a text always has (UUID version 8, of its SHA-256): for a step that must leave the same row when it is taken again. */
export const uuidOf = (text: string): string => {
  return uuidText(createHash('sha256').update(text).digest().subarray(0, 16), 8)
}

/** A secret of 256 random bits, base64url: session ids, states, client secrets. */
export const randomSecret = (): string => randomBytes(32).toString('base64url')

/** The 16 bytes of a UUID, for hashes and additional authenticated data. */
export const uuidBytes = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex')

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Whether a text is a lower-case UUID: anything else never reaches the database as an id. */
export const isUuid = (text: string): boolean => uuidShape.test(text)

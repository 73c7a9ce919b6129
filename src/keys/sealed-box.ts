import { createCipheriv, createDecipheriv } from 'node:crypto'
import { takeRandom, uuidBytes } from '../platform/ids.ts'
import { Problem } from '../platform/problem.ts'

const format = 1
const headerSize = 5
const nonceSize = 12
const tagSize = 16
const algorithm = 'aes-256-gcm'
const noObject = Buffer.alloc(16)

/**
 * What a sealed value belongs to. It is authenticated with the value, so that one moved to another row, column, space or
 * version no longer opens. Ids are UUIDs; `purpose`, `table` and `column` are ASCII of at most 16, 40 and 24 characters.
 */
export interface BoxContext {
  purpose: string
  table: string
  column?: string
  spaceId?: string
  keyVersion?: number
  objectId?: string
  version?: number
}

/** The failure of anything sealed that does not open: nothing of its content or place is told. */
export const damaged = (cause?: unknown): Problem => new Problem('fault', 'sealed-data-damaged', { cause })

const fixedId = (id: string | undefined): Buffer => (id === undefined ? noObject : uuidBytes(id))

const writeLabel = (into: Buffer, label: string, place: { at: number; size: number }): void => {
  if (label.length > place.size || into.write(label, place.at, place.size) !== label.length) {
    throw new Error(`the label ${label} does not fit in ${place.size} bytes`)
  }
}

/** Spec: purpose(16) table(40) column(24) space(16) key version(4) object(16) version(8), zero-padded, big-endian. */
const associatedData = (context: BoxContext): Buffer => {
  const bytes = Buffer.alloc(124)
  writeLabel(bytes, context.purpose, { at: 0, size: 16 })
  writeLabel(bytes, context.table, { at: 16, size: 40 })
  writeLabel(bytes, context.column ?? '', { at: 56, size: 24 })
  if (fixedId(context.spaceId).copy(bytes, 80) + fixedId(context.objectId).copy(bytes, 100) !== 32) {
    throw new Error('the ids of a sealed value are UUIDs')
  }
  bytes.writeUInt32BE(context.keyVersion ?? 0, 96)
  bytes.writeBigUInt64BE(BigInt(context.version ?? 0), 116)
  return bytes
}

/** Seals bytes with AES-256-GCM. Spec: format(1) ‖ key version(4) ‖ nonce(12) ‖ ciphertext ‖ tag(16); adds 33 bytes. */
export const sealBox = (key: Buffer, context: BoxContext, plain: Buffer): Buffer => {
  const header = Buffer.alloc(headerSize)
  header.writeUInt8(format, 0)
  header.writeUInt32BE(context.keyVersion ?? 0, 1)
  const nonce = takeRandom(nonceSize)
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagSize })
  cipher.setAAD(associatedData(context))
  return Buffer.concat([header, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Opens what `sealBox` made. Throws the fault `sealed-data-damaged` for another key, another context or any changed byte. */
export const openBox = (key: Buffer, context: BoxContext, sealed: Buffer): Buffer => {
  if (sealed.length < headerSize + nonceSize + tagSize || sealed.readUInt8(0) !== format) throw damaged()
  if (sealed.readUInt32BE(1) !== (context.keyVersion ?? 0)) throw damaged()
  const nonce = sealed.subarray(headerSize, headerSize + nonceSize)
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagSize })
  decipher.setAAD(associatedData(context))
  decipher.setAuthTag(sealed.subarray(sealed.length - tagSize))
  const plain = decipher.update(sealed.subarray(headerSize + nonceSize, sealed.length - tagSize))
  try {
    decipher.final()
  } catch (error) {
    throw damaged(error)
  }
  return plain
}

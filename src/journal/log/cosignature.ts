import { sign } from 'node:crypto'
import {
  base64Of,
  joinBytes,
  Malformed,
  readBase64,
  readHex,
  hexOf,
  sameBytes,
  sha256Of,
  utf8,
  type Bytes,
} from '../check/bytes.ts'
import type { NoteKey } from '../check/note.ts'
import { privateKeyOf, publicBytesOf, type JournalSeed } from '../journal-key.ts'

// Spec: C2SP tlog-cosignature, the type of a timestamped Ed25519 cosignature, version 1.
const cosignatureType = new Uint8Array([4])

const keyOf = async (name: string, publicKey: Bytes): Promise<NoteKey> => {
  const hash = await sha256Of(utf8(`${name}\n`), cosignatureType, publicKey)
  return { name, id: hash.slice(0, 4), publicKey }
}

/** The key of a witness as its line says it: name, id and Base64 of type 4 and the key. */
export const readWitnessKey = async (line: string): Promise<NoteKey> => {
  const [, name = '', id = '', encoded = ''] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(line) ?? []
  const bytes = readBase64(encoded)
  const key = await keyOf(name, bytes.slice(1))
  const isWhole = bytes.length === 33 && sameBytes(bytes.slice(0, 1), cosignatureType)
  if (!isWhole || !sameBytes(key.id, readHex(id, 4))) throw new Malformed('witness key')
  return key
}

/** The line by which a log knows a witness. */
export const writeWitnessKey = async (name: string, seed: JournalSeed): Promise<string> => {
  const key = await keyOf(name, publicBytesOf(seed))
  return `${name}+${hexOf(key.id)}+${base64Of(joinBytes(cosignatureType, key.publicKey))}`
}

/** The text of a checkpoint: what its note says before the empty line that ends it. */
export const checkpointText = (note: string): string => note.slice(0, note.lastIndexOf('\n\n') + 1)

const cosigned = (text: string, seconds: bigint): Bytes => utf8(`cosignature/v1\ntime ${seconds}\n${text}`)

const eightBytes = (value: bigint): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(value)
  return bytes
}

/** A cosignature of a checkpoint, as a line of its note. Spec: C2SP tlog-cosignature, cosignature/v1. */
export const cosignCheckpoint = async (
  note: string,
  witness: { name: string; seed: JournalSeed },
  atMs: number,
): Promise<string> => {
  const { name, seed } = witness
  const seconds = BigInt(Math.floor(atMs / 1000))
  const { id } = await keyOf(name, publicBytesOf(seed))
  const signature = sign(null, cosigned(checkpointText(note), seconds), privateKeyOf(seed))
  return `— ${name} ${Buffer.concat([id, eightBytes(seconds), signature]).toString('base64')}`
}

/** When a witness cosigned a checkpoint, in milliseconds since 1970; nothing where this line is not theirs, or not of it. */
export const cosignedAt = async (
  note: string,
  line: string,
  { name, id, publicKey }: NoteKey,
): Promise<number | undefined> => {
  const [, named, encoded = ''] = /^— ([^\s+]+) (\S+)$/.exec(line) ?? []
  if (named !== name) return undefined
  const bytes = readBase64(encoded)
  if (bytes.length !== 76 || !sameBytes(bytes.slice(0, 4), id)) return undefined
  const seconds = Buffer.from(bytes).readBigUInt64BE(4)
  const verifier = await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify'])
  const isTheirs = await crypto.subtle.verify(
    'Ed25519',
    verifier,
    bytes.slice(12),
    cosigned(checkpointText(note), seconds),
  )
  return isTheirs ? Number(seconds) * 1000 : undefined
}

import {
  base64Of,
  hexOf,
  joinBytes,
  Malformed,
  readBase64,
  readHex,
  sameBytes,
  sha256Of,
  utf8,
  type Bytes,
} from './bytes.ts'
import type { TreeHead } from './tree.ts'

const ed25519 = new Uint8Array([1])

/** A key that signs notes: under which name, with which four bytes to find its signatures by. */
export interface NoteKey {
  name: string
  id: Bytes
  publicKey: Bytes
}

/** Spec: C2SP signed-note, the id of an Ed25519 key. */
export const noteKeyOf = async (name: string, publicKey: Bytes): Promise<NoteKey> => {
  const hash = await sha256Of(utf8(`${name}\n`), ed25519, publicKey)
  return { name, id: hash.slice(0, 4), publicKey }
}

/** Reads a verifier key: name, id in hexadecimal and Base64 of the type and the key, with `+` between. */
export const readNoteKey = async (text: string): Promise<NoteKey> => {
  const [, name = '', id = '', encoded = ''] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text) ?? []
  const bytes = readBase64(encoded)
  const key = await noteKeyOf(name, bytes.slice(1))
  const isOurs = bytes.length === 33 && sameBytes(bytes.slice(0, 1), ed25519) && sameBytes(key.id, readHex(id, 4))
  if (!isOurs) throw new Malformed('key')
  return key
}

interface SignedNote {
  text: string
  signatures: readonly { name: string; bytes: Bytes }[]
}

const readNote = (note: string): SignedNote => {
  const end = note.lastIndexOf('\n\n')
  const lines = note.slice(end + 2).split('\n')
  if (end < 0 || lines.pop() !== '' || lines.length === 0) throw new Malformed('note')
  const signatures = lines.map((line) => {
    const [, name, encoded] = /^— ([^\s+]+) (\S+)$/.exec(line) ?? []
    if (name === undefined || encoded === undefined) throw new Malformed('note')
    return { name, bytes: readBase64(encoded) }
  })
  return { text: note.slice(0, end + 1), signatures }
}

/** What was signed with this key, or nothing: lines of other keys are passed over. */
export const openNote = async (note: string, key: NoteKey): Promise<string | undefined> => {
  const { text, signatures } = readNote(note)
  const own = signatures.filter(({ name, bytes }) => name === key.name && sameBytes(bytes.slice(0, 4), key.id))
  if (own.length === 0) return undefined
  const verifier = await crypto.subtle.importKey('raw', key.publicKey, 'Ed25519', false, ['verify'])
  for (const { bytes } of own) {
    if (!(await crypto.subtle.verify('Ed25519', verifier, bytes.slice(4), utf8(text)))) return undefined
  }
  return text
}

/** Reads the text of a checkpoint. Spec: C2SP tlog-checkpoint: origin, size, root; lines after them mean nothing here. */
export const readCheckpoint = (text: string): TreeHead & { origin: string } => {
  const [origin = '', size = '', root = ''] = text.split('\n')
  const bytes = readBase64(root)
  const isWhole = origin !== '' && /^(0|[1-9]\d{0,14})$/.test(size) && bytes.length === 32
  if (!isWhole) throw new Malformed('checkpoint')
  return { origin, size: Number(size), root: bytes }
}

/** The line people pin: a key as `readNoteKey` reads it. */
export const writeNoteKey = ({ name, id, publicKey }: NoteKey): string =>
  `${name}+${hexOf(id)}+${base64Of(joinBytes(ed25519, publicKey))}`

import { createHmac, hkdfSync, randomBytes } from 'node:crypto'
import type { Receipt } from '../access/types.ts'
import { Problem } from '../platform/problem.ts'
import { openBox, sealBox, type BoxContext } from './sealed-box.ts'

/** Where a sealed field stands: a value moved to another row or column no longer opens. `rowId` is a UUID. */
export interface FieldContext {
  table: string
  rowId: string
  column: string
  version: number
}

/** A journal entry's body, sealed, and the commitment that the chain hashes: HMAC-SHA-256(r, body), r 32 random bytes. */
export interface SealedEntry {
  commitment: Buffer
  body: Buffer
}

/** Everything that one space's key can do. The key itself is never handed out. */
export interface SpaceKeys {
  readonly spaceId: string
  readonly version: number
  /** Seals a field of a row; 33 bytes longer. */
  sealField(context: FieldContext, plain: Buffer): Buffer
  /** Opens a field. Throws the fault `sealed-data-damaged`, as every opener here. */
  openField(context: FieldContext, sealed: Buffer): Buffer
  sealJournal(body: Buffer): SealedEntry
  /** Gives back the body and the `r` that its commitment was made with. */
  openJournal(sealed: Buffer): { r: Buffer; body: Buffer }
  /** HMAC-SHA-256 (32 bytes) of the rows that decisions rest on. */
  mac(data: Buffer): Buffer
  /** HMAC-SHA-256 of a text to look up inside this space; the same text has another hash in every space. */
  indexHash(text: string): Buffer
  /** A fresh 32-byte key for one blob, and its wrapped form for the database (65 bytes). */
  newDocumentKey(blobId: string): { key: Buffer; wrapped: Buffer }
  /** Unwraps a document key. Trust: only against the receipt of a committed entry of this very space. */
  openDocumentKey(receipt: Receipt, blobId: string, wrapped: Buffer): Buffer
}

/** What a space's key is: 32 bytes, of one version of one space. */
export interface SpaceKeyMaterial {
  spaceId: string
  version: number
  key: Buffer
}

type Label = 'doc-wrap' | 'field' | 'journal' | 'mac' | 'index'

const derive = (key: Buffer, label: Label): Buffer =>
  Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `carnet/v1/${label}`, 32))

/** Subkeys are derived when first used: most visits need two of the five. */
const deriveLazily = (key: Buffer): ((label: Label) => Buffer) => {
  const derived = new Map<Label, Buffer>()
  return (label) => {
    const known = derived.get(label)
    if (known !== undefined) return known
    const fresh = derive(key, label)
    derived.set(label, fresh)
    return fresh
  }
}

const hmac = (key: Buffer, data: Buffer | string): Buffer => createHmac('sha256', key).update(data).digest()

const journalKeys = (key: () => Buffer, context: BoxContext): Pick<SpaceKeys, 'sealJournal' | 'openJournal'> => ({
  sealJournal: (body) => {
    const r = randomBytes(32)
    return { commitment: hmac(r, body), body: sealBox(key(), context, Buffer.concat([r, body])) }
  },
  openJournal: (sealed) => {
    const plain = openBox(key(), context, sealed)
    return { r: plain.subarray(0, 32), body: plain.subarray(32) }
  },
})

const checkReceipt = (receipt: Receipt, spaceId: string): void => {
  if (receipt.spaceId !== spaceId) throw new Problem('fault', 'receipt-of-another-space')
}

/** Spec: root → shard → space → HKDF-SHA-256(space key, "carnet/v1/" ‖ label) → document key; security page §2.2. */
export const createSpaceKeys = ({ spaceId, version, key }: SpaceKeyMaterial): SpaceKeys => {
  const subkey = deriveLazily(key)
  const base = { spaceId, keyVersion: version }
  const fieldBox = ({ rowId, ...place }: FieldContext): BoxContext => ({
    ...base,
    ...place,
    purpose: 'field',
    objectId: rowId,
  })
  const documentBox = (blobId: string): BoxContext => ({
    ...base,
    purpose: 'document',
    table: 'vault.blob',
    objectId: blobId,
  })
  return {
    spaceId,
    version,
    sealField: (context, plain) => sealBox(subkey('field'), fieldBox(context), plain),
    openField: (context, sealed) => openBox(subkey('field'), fieldBox(context), sealed),
    ...journalKeys(() => subkey('journal'), { ...base, purpose: 'journal', table: 'journal.entry' }),
    mac: (data) => hmac(subkey('mac'), data),
    indexHash: (text) => hmac(subkey('index'), text),
    newDocumentKey: (blobId) => {
      const fresh = randomBytes(32)
      return { key: fresh, wrapped: sealBox(subkey('doc-wrap'), documentBox(blobId), fresh) }
    },
    openDocumentKey: (receipt, blobId, wrapped) => {
      checkReceipt(receipt, spaceId)
      return openBox(subkey('doc-wrap'), documentBox(blobId), wrapped)
    },
  }
}

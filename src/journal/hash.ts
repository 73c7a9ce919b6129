import { createHash } from 'node:crypto'
import { uuidBytes } from '../platform/ids.ts'

/** The columns of a journal entry that its hash covers, as the database gives them (int8 and instants as text). */
export interface HashedEntry {
  space_id: string
  audience: string
  n: string
  /** milliseconds since 1970 */
  at_ms: string
  effect: string
  reach: string
  act: string
  document_id: string | null
  transaction_id: string
  commitment: Buffer
  body: Buffer
}

const label = Buffer.from('carnet/journal/v1\0')

/** Eight bytes of a number in decimal, the highest first. */
export const int8 = (text: string): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64BE(BigInt(text))
  return bytes
}

const sha256 = (...parts: Buffer[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** The hash before the first entry of a chain. */
export const firstHash = (spaceId: string, audience: string): Buffer =>
  sha256(label, uuidBytes(spaceId), Buffer.from(audience))

/** Spec: the same bytes in the same order as `journal.entry_hash` of migrations/0004; a test keeps both equal. */
export const entryHash = (entry: HashedEntry, previous: Buffer): Buffer =>
  sha256(
    label,
    uuidBytes(entry.space_id),
    Buffer.from(`${entry.audience}\0`),
    int8(entry.n),
    int8(entry.at_ms),
    Buffer.from(`${entry.effect}/${entry.reach}/${entry.act}\0`),
    entry.document_id === null ? Buffer.from([0]) : Buffer.concat([Buffer.from([1]), uuidBytes(entry.document_id)]),
    int8(entry.transaction_id),
    previous,
    entry.commitment,
    sha256(entry.body),
  )

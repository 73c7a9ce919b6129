import type { SpaceKeys } from '../keys/space-keys.ts'
import type { DocumentEntry, DocumentStatus } from '../reference/document-entry.ts'

/** What of a row an opened document was made from: its state in clear and its sealed bytes as hexadecimal digits. */
export interface OpenableRow {
  id: string
  entry_uuid: string
  version: number
  submission_id: string
  blob_id: string
  status: DocumentStatus
  archived: boolean
  hidden: boolean
  withheld: boolean
  hidden_from_representatives: boolean
  deposited_at: string
  details: string
}

/** Documents that were opened lately, so that the next look at the same page spares unsealing and reading them again. */
export interface OpenedDocuments {
  /** The entry opened from the same state and sealed bytes before; otherwise what `open` gives, frozen and kept. */
  recall(keys: SpaceKeys, row: OpenableRow, open: () => DocumentEntry): DocumentEntry
}

interface Known {
  stamp: string
  entry: DocumentEntry
}

type Generation = WeakMap<SpaceKeys, Map<string, Known>>

const stampColumns = [
  'entry_uuid',
  'version',
  'submission_id',
  'blob_id',
  'status',
  'archived',
  'hidden',
  'withheld',
  'hidden_from_representatives',
  'deposited_at',
] as const satisfies (keyof OpenableRow)[]

/** State and sealed bytes of a row, these by their length and the end of their authentication tag. */
const stampOf = (row: OpenableRow): string => {
  // Twelve digits are copied; a longer slice would keep all the sealed bytes in memory.
  let stamp = `${row.details.length} ${row.details.slice(-12)}`
  for (const name of stampColumns) stamp += ` ${row[name]}`
  return stamp
}

const freezeWhole = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const member of Object.values(value)) freezeWhole(member)
  return Object.freeze(value)
}

const keep = (generation: Generation, keys: SpaceKeys, known: Known): void => {
  const ofSpace = generation.get(keys) ?? new Map<string, Known>()
  generation.set(keys, ofSpace.set(known.entry.id, known))
}

/**
 * Keeps between `maximum` and half of it, about 8 KB each, those used last. Trust: an opened document lives no longer in memory
 * than the keys that opened it, and whether to show it is decided anew each time, on the row as it was just read.
 */
export const createOpenedDocuments = (maximum: number): OpenedDocuments => {
  let young: Generation = new WeakMap()
  let old: Generation = new WeakMap()
  let count = 0
  const add = (keys: SpaceKeys, known: Known): void => {
    if (count >= maximum / 2) {
      old = young
      young = new WeakMap()
      count = 0
    }
    keep(young, keys, known)
    count += 1
  }
  return {
    recall: (keys, row, open) => {
      const stamp = stampOf(row)
      const recent = young.get(keys)?.get(row.id)
      if (recent?.stamp === stamp) return recent.entry
      const older = old.get(keys)?.get(row.id)
      const known = older?.stamp === stamp ? older : { stamp, entry: freezeWhole(open()) }
      add(keys, known)
      return known.entry
    },
  }
}

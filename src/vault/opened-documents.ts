import type { SpaceKeys } from '../keys/space-keys.ts'
import type { DocumentEntry } from '../reference/document-entry.ts'
import type { DocumentRow } from './document-row.ts'

/** Documents that were opened lately, so that the next look at the same page spares unsealing and reading them again. */
export interface OpenedDocuments {
  /** The entry opened from the very same row, sealed bytes and state alike; otherwise what `open` gives, frozen and kept. */
  recall(keys: SpaceKeys, row: DocumentRow, open: () => DocumentEntry): DocumentEntry
}

interface Known {
  row: DocumentRow
  entry: DocumentEntry
}

type Generation = WeakMap<SpaceKeys, Map<string, Known>>

const compared = [
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
  'details',
] as const satisfies (keyof DocumentRow)[]

const isSame = (one: DocumentRow, other: DocumentRow): boolean => compared.every((name) => one[name] === other[name])

const freezeWhole = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const member of Object.values(value)) freezeWhole(member)
  return Object.freeze(value)
}

const keep = (generation: Generation, keys: SpaceKeys, known: Known): void => {
  const ofSpace = generation.get(keys) ?? new Map<string, Known>()
  generation.set(keys, ofSpace.set(known.row.id, known))
}

/**
 * Keeps between `maximum` and half of it, about 14 KB each, those used last. Trust: an opened document lives no longer in memory
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
      const recent = young.get(keys)?.get(row.id)
      if (recent && isSame(recent.row, row)) return recent.entry
      const older = old.get(keys)?.get(row.id)
      const known = older && isSame(older.row, row) ? older : { row, entry: freezeWhole(open()) }
      add(keys, known)
      return known.entry
    },
  }
}

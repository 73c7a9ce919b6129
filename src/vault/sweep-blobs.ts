import type { Database } from '../platform/database/database.ts'
import type { BlobStore, StoredObject } from './blob-store/blob-store.ts'
import { claimableHours } from './blobs.ts'

/** Objects that no row names stay this long: a database restored to an earlier second still finds its objects. */
const graceDays = 35

const hourMs = 3_600_000
const batch = 500

const dropUnclaimed = async (database: Database, store: BlobStore): Promise<number> => {
  const dropped = await database.query<{ name: string }>({
    text: `delete from platform.blob_object where staged and stored_at < now() - $1 * interval '1 hour' returning name`,
    values: [claimableHours + 1],
  })
  await Promise.all(dropped.map(({ name }) => store.remove(name)))
  return dropped.length
}

const dropUnknown = async (database: Database, store: BlobStore, names: string[]): Promise<number> => {
  const known = await database.query<{ name: string }>({
    text: 'select name from platform.blob_object where name = any($1::text[])',
    values: [names],
  })
  const kept = new Set(known.map(({ name }) => name))
  const unknown = names.filter((name) => !kept.has(name))
  await Promise.all(unknown.map((name) => store.remove(name)))
  return unknown.length
}

/**
 * Cleans the object store: uploads nobody claimed in a day, writings cut off by a crash, and objects that no row has named for
 * 35 days. Gives how many objects went. Safe beside running deposits, and to repeat.
 */
export const sweepBlobs = async (parts: { database: Database; blobs: BlobStore; now: Date }): Promise<number> => {
  const { database, blobs, now } = parts
  let swept = (await dropUnclaimed(database, blobs)) + (await blobs.sweepUnfinished(new Date(now.getTime() - hourMs)))
  const old = (object: StoredObject): boolean => object.storedAt.getTime() < now.getTime() - graceDays * 24 * hourMs
  let names: string[] = []
  for await (const object of blobs.list()) {
    if (old(object)) names.push(object.name)
    if (names.length < batch) continue
    swept += await dropUnknown(database, blobs, names)
    names = []
  }
  return names.length === 0 ? swept : swept + (await dropUnknown(database, blobs, names))
}

import { randomBytes } from 'node:crypto'
import type { Clock } from '../platform/clock.ts'
import type { Connection, Database } from '../platform/database/database.ts'
import { Problem } from '../platform/problem.ts'
import { createExpiringCache } from './expiring-cache.ts'
import type { RootKeys } from './root-keys.ts'
import { openBox, sealBox } from './sealed-box.ts'
import { shardBox, shardCount } from './wrapped-key.ts'

/** How long an unwrapped key stays in memory, in milliseconds. */
export const keyLifeMs = 15 * 60 * 1000

/** What the keys of the database need: where they lie, what wraps them, and the time. */
export interface KeyParts {
  database: Database
  rootKeys: RootKeys
  clock: Clock
}

/** The 1,024 keys between the root and the spaces. */
export interface ShardKeys {
  /** Makes the shard keys where there are none: first start. Two processes may do it at once. */
  prepare(): Promise<void>
  /** A shard's key, if it is in memory. */
  cached(shard: number): Buffer | undefined
  /** Reads a shard's key through the given connection, so that a caller inside a transaction needs no second one. */
  load(shard: number, connection: Connection): Promise<Buffer>
}

const prepare = async ({ database, rootKeys }: KeyParts): Promise<void> => {
  const [found] = await database.query<{ n: number }>({ text: 'select count(*)::integer as n from keys.shard_key' })
  if (found === undefined || found.n > 0) return
  const root = await rootKeys.active()
  const shards = Array.from({ length: shardCount }, (_, shard) => shard)
  // One statement: all or none. Making a single missing one later would hide that keys were lost.
  await database.query({
    text: `insert into keys.shard_key (shard, root_id, wrapped)
           select fresh.shard, $1, fresh.wrapped from unnest($2::integer[], $3::bytea[]) as fresh (shard, wrapped)
           on conflict (shard) do nothing`,
    values: [root.id, shards, shards.map((shard) => sealBox(root.key, shardBox(shard), randomBytes(32)))],
  })
}

/** Shard keys read lazily and kept for 15 minutes. */
export const createShardKeys = (parts: KeyParts): ShardKeys => {
  const cache = createExpiringCache<Buffer>({ maxEntries: shardCount, maxAgeMs: keyLifeMs, clock: parts.clock })
  return {
    prepare: () => prepare(parts),
    cached: (shard) => cache.get(String(shard)),
    load: async (shard, connection) => {
      const [row] = await connection.query<{ root_id: string; wrapped: Buffer }>({
        name: 'keys-shard',
        text: 'select root_id, wrapped from keys.shard_key where shard = $1',
        values: [shard],
      })
      if (row === undefined) throw new Problem('fault', 'shard-key-missing', { details: { shard } })
      const root = await parts.rootKeys.find(row.root_id)
      const key = openBox(root.key, shardBox(shard), row.wrapped)
      cache.set(String(shard), key)
      return key
    },
  }
}

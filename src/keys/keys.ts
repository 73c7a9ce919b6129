import { createHmac, createSecretKey, randomBytes, type KeyObject } from 'node:crypto'
import type { Connection } from '../platform/database/database.ts'
import { Problem } from '../platform/problem.ts'
import { createExpiringCache, type ExpiringCache } from './expiring-cache.ts'
import { createRegisterSeal, type RegisterSeal } from './register-seal.ts'
import { openBox, sealBox } from './sealed-box.ts'
import { createShardKeys, keyLifeMs, type KeyParts, type ShardKeys } from './shard-keys.ts'
import { createSpaceKeys, type SpaceKeys } from './space-keys.ts'
import { createSystemKeys } from './system-keys.ts'
import { shardOf, spaceBox, type WrappedSpaceKey } from './wrapped-key.ts'

/** How many spaces' keys stay unwrapped in memory at most: about 1 KB each. */
const cachedSpaces = 10_000

/** A space's first key before it is kept. */
export interface NewSpaceKey {
  keys: SpaceKeys
  /** Sends its row in the caller's transaction; fails there when the space has a key. */
  store(connection: Connection): Promise<void>
}

/** The whole key store. Unwrapped keys live 15 minutes in memory and nowhere else. */
export interface Keys {
  /**
   * Called once at start. Makes the shard keys and the look-up key of a new database, and fails clearly where ROOT_KEY_FILE
   * is not this database's (`root-key-unknown`, `root-key-does-not-open`).
   */
  ready(): Promise<void>
  /** Makes the first key of a space inside the caller's transaction; fails there when it exists. */
  createSpaceKey(connection: Connection, spaceId: string): Promise<SpaceKeys>
  /** The same in two steps, for whoever sends other statements beside: usable at once, true when `store` has committed. */
  newSpaceKey(spaceId: string): Promise<NewSpaceKey>
  /** The keys of a space that are still in memory: no wait, no query. */
  cachedSpaceKeys(spaceId: string, version: number): SpaceKeys | undefined
  /** Opens a row of keys.space_key that the caller read itself; reads its shard through `connection` when it must. */
  openSpaceKey(row: WrappedSpaceKey, connection?: Connection): Promise<SpaceKeys>
  /** Reads and opens the newest key of a space. Throws `space-keys-destroyed` (absent) after shredding. */
  spaceKeys(spaceId: string, connection?: Connection): Promise<SpaceKeys>
  /** Destroys every key of a space inside the caller's transaction: its content can never be read again. Law: L.1111-18. */
  shredSpace(connection: Connection, spaceId: string): Promise<void>
  /** A 32-byte key of the service, by purpose (`token-signing`, `cookie`, …; at most 24 characters), made at first use. */
  systemKey(purpose: string): Promise<Buffer>
  /** What seals the register of insured persons, who have no space yet. */
  registerSeal(): Promise<RegisterSeal>
  /** Keyed hash (32 bytes) by which the directory finds identities without storing them. Only after `ready()`. */
  lookupHash(text: string): Buffer
}

interface SpaceKeyStore {
  parts: KeyParts
  shards: ShardKeys
  cache: ExpiringCache<SpaceKeys>
  /** spaces whose keys are being destroyed here: a look that still finds the row before the commit must not bring them back */
  going: ExpiringCache<true>
}

const open = async (
  { shards, cache, going, parts }: SpaceKeyStore,
  row: WrappedSpaceKey,
  connection?: Connection,
): Promise<SpaceKeys> => {
  const known = cache.get(`${row.spaceId}/${row.version}`)
  if (known !== undefined) return known
  const shardKey = shards.cached(row.shard) ?? (await shards.load(row.shard, connection ?? parts.database))
  const opened = createSpaceKeys({ ...row, key: openBox(shardKey, spaceBox(row), row.wrapped) })
  if (going.get(row.spaceId) === undefined) cache.set(`${row.spaceId}/${row.version}`, opened)
  return opened
}

/** Not put in the cache: the caller's transaction may still fail. Sends its insert at once when the shard is in memory. */
const makeNew = async (
  { shards, parts }: SpaceKeyStore,
  spaceId: string,
  connection?: Connection,
): Promise<NewSpaceKey> => {
  const place = { spaceId, version: 1, shard: shardOf(spaceId) }
  const shardKey = shards.cached(place.shard) ?? (await shards.load(place.shard, connection ?? parts.database))
  const key = randomBytes(32)
  const wrapped = sealBox(shardKey, spaceBox(place), key)
  return {
    keys: createSpaceKeys({ ...place, key }),
    store: async (transaction) => {
      await transaction.query({
        name: 'keys-create-space',
        text: 'insert into keys.space_key (space_id, version, shard, wrapped) values ($1, $2, $3, $4)',
        values: [spaceId, place.version, place.shard, wrapped],
      })
    },
  }
}

const create = async (store: SpaceKeyStore, spaceId: string, connection: Connection): Promise<SpaceKeys> => {
  const made = await makeNew(store, spaceId, connection)
  await made.store(connection)
  return made.keys
}

/** The row is read each time, cache or not: a space shredded by another process is gone at once. */
const findNewest = async (connection: Connection, spaceId: string): Promise<WrappedSpaceKey> => {
  const [row] = await connection.query<WrappedSpaceKey>({
    name: 'keys-newest-of-space',
    text: `select space_id as "spaceId", version, shard, wrapped from keys.space_key
           where space_id = $1 order by version desc limit 1`,
    values: [spaceId],
  })
  if (row === undefined) throw new Problem('absent', 'space-keys-destroyed')
  return row
}

/** Taken back with its transaction, it leaves a space whose keys are read each time until the mark expires. */
const shred = async ({ cache, going }: SpaceKeyStore, connection: Connection, spaceId: string): Promise<void> => {
  going.set(spaceId, true)
  cache.forget(`${spaceId}/`)
  await connection.query({ text: 'delete from keys.space_key where space_id = $1', values: [spaceId] })
}

/** The key store over a database and its roots. Call `ready()` before anything else. */
export const createKeys = (parts: KeyParts): Keys => {
  const bounds = { maxEntries: cachedSpaces, maxAgeMs: keyLifeMs, clock: parts.clock }
  const cache = createExpiringCache<SpaceKeys>(bounds)
  const store: SpaceKeyStore = { parts, shards: createShardKeys(parts), cache, going: createExpiringCache(bounds) }
  const systemKey = createSystemKeys(parts)
  let indexKey: KeyObject | undefined
  let register: RegisterSeal | undefined
  return {
    ready: async () => {
      indexKey = createSecretKey(await systemKey('index'))
      await store.shards.prepare()
    },
    createSpaceKey: (connection, spaceId) => create(store, spaceId, connection),
    newSpaceKey: (spaceId) => makeNew(store, spaceId),
    cachedSpaceKeys: (spaceId, version) => cache.get(`${spaceId}/${version}`),
    openSpaceKey: (row, connection) => open(store, row, connection),
    spaceKeys: async (spaceId, connection = parts.database) =>
      open(store, await findNewest(connection, spaceId), connection),
    shredSpace: (connection, spaceId) => shred(store, connection, spaceId),
    systemKey,
    registerSeal: async () => {
      const key = await systemKey('register')
      register ??= createRegisterSeal(key)
      return register
    },
    lookupHash: (text) => {
      if (indexKey === undefined) throw new Error('keys.ready() was not awaited')
      return createHmac('sha256', indexKey).update(text).digest()
    },
  }
}

/** Whether nothing has been sealed in this database yet: only then may a missing root key be replaced by a new one. */
export const isKeyStoreEmpty = async (connection: Connection): Promise<boolean> => {
  const rows = await connection.query({ text: 'select shard from keys.shard_key limit 1' })
  return rows.length === 0
}

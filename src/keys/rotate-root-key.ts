import { parseInstant, type Clock } from '../platform/clock.ts'
import type { Connection, Database } from '../platform/database/database.ts'
import { Problem } from '../platform/problem.ts'
import { writeDurableFile } from '../platform/durable-file.ts'
import { formatRootKeyFile, newRootKey, readRootKeyFile, type RootKey, type RootKeyFile } from './root-key-file.ts'
import { openBox, sealBox, type BoxContext } from './sealed-box.ts'
import { shardBox, systemBox } from './wrapped-key.ts'

/** Retired roots stay in the file as long as backups of the key tables may: 35 days, in milliseconds. */
const retiredLifeMs = 35 * 24 * 60 * 60 * 1000

/** The root key file to rotate, the database whose keys it wraps, and the time. */
export interface Rotation {
  file: string
  database: Database
  clock: Clock
}

/** What a rotation did. `resumed` tells that it finished an earlier one that was interrupted. */
export interface RotationOutcome {
  rootId: string
  shardKeys: number
  systemKeys: number
  resumed: boolean
}

interface WrappedRow {
  root_id: string
  wrapped: Buffer
}

const save = (file: string, content: RootKeyFile): Promise<void> =>
  writeDurableFile(file, formatRootKeyFile(content), { replace: true })

/** Writes the new root to the file before any row depends on it. A file already in rotation is taken up where it stands. */
const begin = async ({ file, clock }: Rotation): Promise<{ content: RootKeyFile; resumed: boolean }> => {
  const before = await readRootKeyFile(file)
  if (before.rotating) return { content: before, resumed: true }
  const root = newRootKey(clock)
  const content = { activeId: root.id, rotating: true, roots: [...before.roots, root] }
  await save(file, content)
  return { content, resumed: false }
}

/** Marks the roots that wrap nothing any more, and drops those that no backup can need. */
const finish = async ({ file, clock }: Rotation): Promise<void> => {
  const content = await readRootKeyFile(file)
  const now = clock.now()
  const old = ({ retiredAt = '' }: RootKey): boolean =>
    now.getTime() - (parseInstant(retiredAt)?.getTime() ?? Infinity) > retiredLifeMs
  const retire = (root: RootKey): RootKey =>
    root.id === content.activeId ? root : { retiredAt: now.toISOString(), ...root }
  await save(file, { ...content, rotating: false, roots: content.roots.filter((root) => !old(root)).map(retire) })
}

const rewrapper = (content: RootKeyFile, file: string): ((row: WrappedRow, box: BoxContext) => Buffer) => {
  const find = (id: string): RootKey => {
    const root = content.roots.find((candidate) => candidate.id === id)
    if (root !== undefined) return root
    throw new Problem('fault', 'root-key-unknown', { details: { setting: 'ROOT_KEY_FILE', file, root: id } })
  }
  return (row, box) => sealBox(find(content.activeId).key, box, openBox(find(row.root_id).key, box, row.wrapped))
}

const rewrapAll = async (connection: Connection, content: RootKeyFile, file: string): Promise<[number, number]> => {
  const rewrap = rewrapper(content, file)
  const values = [content.activeId]
  const shards = await connection.query<WrappedRow & { shard: number }>({
    text: 'select shard, root_id, wrapped from keys.shard_key where root_id <> $1 order by shard for update',
    values,
  })
  await connection.query({
    text: `update keys.shard_key k set root_id = $1, wrapped = fresh.wrapped
             from unnest($2::integer[], $3::bytea[]) as fresh (shard, wrapped) where k.shard = fresh.shard`,
    values: [content.activeId, shards.map((row) => row.shard), shards.map((row) => rewrap(row, shardBox(row.shard)))],
  })
  const system = await connection.query<WrappedRow & { purpose: string }>({
    text: 'select purpose, root_id, wrapped from keys.system_key where root_id <> $1 order by purpose for update',
    values,
  })
  await connection.query({
    text: `update keys.system_key k set root_id = $1, wrapped = fresh.wrapped
             from unnest($2::text[], $3::bytea[]) as fresh (purpose, wrapped) where k.purpose = fresh.purpose`,
    values: [
      content.activeId,
      system.map((row) => row.purpose),
      system.map((row) => rewrap(row, systemBox(row.purpose))),
    ],
  })
  return [shards.length, system.length]
}

/**
 * Makes a new active root and rewraps every shard and system key under it, in one transaction; spaces and documents stay as
 * they are. A crash leaves either the old wraps or the new ones, and a file that opens both: run it again to finish.
 * Processes that are running read the file again by themselves.
 */
export const rotateRootKey = async (rotation: Rotation): Promise<RotationOutcome> => {
  const outcome = await rotation.database.transaction(async (connection) => {
    // One rotation at a time; a second one waits here, then finds nothing left to rewrap.
    await connection.query({ text: `select pg_advisory_xact_lock(hashtext('carnet/rotate-root-key'))` })
    const { content, resumed } = await begin(rotation)
    const [shardKeys, systemKeys] = await rewrapAll(connection, content, rotation.file)
    return { rootId: content.activeId, shardKeys, systemKeys, resumed }
  })
  await finish(rotation)
  return outcome
}

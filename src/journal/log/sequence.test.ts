import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { holder, openDoorKit, professional, type DoorKit } from '../../../scenarios/locks/door-kit.ts'
import { appendEntry } from '../append.ts'
import type { NewEntry } from '../entry.ts'
import type { Connection, Database, Statement } from '../../platform/database/database.ts'
import { openNote, readCheckpoint, readNoteKey } from '../check/note.ts'
import { createPublicLog, type PublicLog } from './public-log.ts'
import { createSequencer } from './sequence.ts'
import { createLogKeys } from './log-keys.ts'
import { splitHashes } from './tile-tree.ts'

let kit: DoorKit
let log: PublicLog
before(async () => {
  kit = await openDoorKit()
  log = await openLog(kit)
})
after(() => kit.close())

const openLog = ({ database, keys }: DoorKit): Promise<PublicLog> =>
  createPublicLog({ database: database.app, keys, publicUrl: 'https://carnet.example' })

const look = (spaceId: string) =>
  kit.door.glance({ ...holder(spaceId), space: { spaceId }, act: 'list-documents' }, async () => 'seen')

const refusal = (spaceId: string): NewEntry => ({
  spaceId,
  audience: 'main',
  effect: 'refuse',
  reach: 'look',
  act: 'list-documents',
  body: {
    version: 1,
    ...professional('late'),
    reason: 'no-relation',
    capacity: 'none',
    policy: 'none',
  },
})

const sequenceAll = async (): Promise<void> => {
  while ((await log.sequence(1_000)) > 0);
}

const leavesOf = async ({ database } = kit): Promise<string[]> => {
  const rows = await database.owner.query<{ hash: Buffer }>({
    text: 'select hash from journal.log_leaf order by index',
  })
  return rows.map(({ hash }) => hash.toString('hex'))
}

/** Every tile and checkpoint, and how much waits: what two ways to the same log must agree in. */
const stateOf = ({ database } = kit) =>
  database.owner.query({
    text: `select 'tile' as what, level::bigint as a, n as b, encode(hashes, 'hex') as c from journal.log_tile
      union all select 'checkpoint', size, 0, note from journal.log_checkpoint
      union all select 'waits', count(*), 0, '' from journal.unsequenced order by 1, 2, 3`,
  })

const sizeNow = async (): Promise<number> => readCheckpoint((await log.checkpoint()) ?? '').size

test('every entry gets one place; the checkpoint counts them and is signed with the key that is told', async () => {
  const spaceId = await kit.foundSpace([])
  for (let number = 0; number < 3; number += 1) await look(spaceId)
  await sequenceAll()
  const [count] = await kit.database.owner.query<{ n: string }>({ text: 'select count(*) as n from journal.entry' })
  const note = (await log.checkpoint()) ?? ''
  const opened = await openNote(note, await readNoteKey(await log.verifierKey()))
  assert.ok(opened)
  const { origin, size } = readCheckpoint(opened)
  assert.deepEqual([origin, String(size)], ['carnet.example/log', count?.n])
  assert.deepEqual(
    splitHashes(await log.tile(-1, 0)).map((hash) => hash.toString('hex')),
    await leavesOf(),
  )
  assert.equal(await log.sequence(1_000), 0)
  assert.equal((await log.checkpoint()) ?? '', note)
})

test('a transaction that commits late is taken in late: it is not skipped', async () => {
  const [early, late] = [await kit.foundSpace([]), await kit.foundSpace([])]
  await sequenceAll()
  const keys = await kit.keys.spaceKeys(late)
  const size = await sizeNow()
  const place = await kit.database.app.transaction(async (connection) => {
    const written = await appendEntry(connection, keys, refusal(late))
    await look(early)
    assert.equal(await log.sequence(1_000), 1)
    assert.equal(await log.sequence(1_000), 0)
    return written
  })
  assert.equal(await log.sequence(1_000), 1)
  assert.equal(await sizeNow(), size + 2)
  assert.equal((await leavesOf()).at(-1), place.hash)
})

test('what was rolled back never comes into the log', async () => {
  const spaceId = await kit.foundSpace([])
  await sequenceAll()
  const keys = await kit.keys.spaceKeys(spaceId)
  await assert.rejects(
    kit.database.app.transaction(async (connection) => {
      await appendEntry(connection, keys, refusal(spaceId))
      throw new Error('rolled back')
    }),
    /rolled back/,
  )
  assert.equal(await log.sequence(1_000), 0)
})

/** The database, but the transaction fails at its `failing`th statement, or at the commit. */
const failingAt = (failing: number | 'commit', steps: { count: number }): Pick<Database, 'transaction'> => ({
  transaction: (work) =>
    kit.database.app.transaction(async (connection) => {
      const broken: Connection = {
        query: <Row>(statement: Statement) => {
          steps.count += 1
          if (steps.count === failing) return Promise.reject(new Error('power cut'))
          return connection.query<Row>(statement)
        },
      }
      const value = await work(broken)
      if (failing === 'commit') throw new Error('power cut')
      return value
    }),
})

test('a crash at any step leaves nothing, and the next turn makes the same tree', async () => {
  const spaceId = await kit.foundSpace([])
  await sequenceAll()
  for (let number = 0; number < 300; number += 1) await look(spaceId)
  const logKeys = createLogKeys(kit.keys, 'carnet.example/log')
  const [found, leaves] = [await stateOf(), await leavesOf()]
  const steps = { count: 0 }
  await assert.rejects(createSequencer(failingAt('commit', steps), logKeys)(1_000), /power cut/)
  assert.ok(steps.count > 6, String(steps.count))
  for (let failing = 1; failing <= steps.count; failing += 1) {
    await assert.rejects(createSequencer(failingAt(failing, { count: 0 }), logKeys)(1_000), /power cut/)
    assert.deepEqual(await stateOf(), found, `after step ${failing}`)
  }
  assert.equal(await log.sequence(1_000), 300)
  assert.deepEqual((await leavesOf()).slice(0, leaves.length), leaves)
  assert.equal((await leavesOf()).length, leaves.length + 300)
})

test('two workers at once: one leads, the other finds nothing to do, and no place is given twice', async () => {
  const spaceId = await kit.foundSpace([])
  await sequenceAll()
  await look(spaceId)
  const logKeys = createLogKeys(kit.keys, 'carnet.example/log')
  const other: number[] = []
  const leader: Pick<Database, 'transaction'> = {
    transaction: (work) =>
      kit.database.app.transaction(async (connection) => {
        const value = await work(connection)
        other.push(await log.sequence(1_000))
        return value
      }),
  }
  assert.equal(await createSequencer(leader, logKeys)(1_000), 1)
  assert.deepEqual(other, [0])
  const size = await sizeNow()
  await Promise.all(Array.from({ length: 40 }, () => look(spaceId)))
  const turns = await Promise.all(Array.from({ length: 6 }, () => log.sequence(1_000)))
  await sequenceAll()
  assert.ok(turns.filter((taken) => taken > 0).length >= 1)
  assert.equal(await sizeNow(), size + 40)
  assert.equal(new Set(await leavesOf()).size, await sizeNow())
})

test('a log whose tiles or last checkpoint were changed is not signed on', async () => {
  const broken = await openDoorKit()
  try {
    const own = await openLog(broken)
    const spaceId = await broken.foundSpace([])
    await own.sequence(1_000)
    const { owner } = broken.database
    const founded = await broken.foundSpace([])
    assert.notEqual(founded, spaceId)
    const flip = (table: 'log_tile' | 'log_checkpoint', change: string) =>
      owner.transaction(async (connection) => {
        await connection.query({ text: `alter table journal.${table} disable trigger user` })
        await connection.query({ text: `update journal.${table} set ${change}` })
        await connection.query({ text: `alter table journal.${table} enable trigger user` })
      })
    await flip('log_tile', 'hashes = set_byte(hashes, 0, get_byte(hashes, 0) # 1)')
    await assert.rejects(own.sequence(1_000), { reason: 'log-damaged' })
    await flip('log_tile', 'hashes = set_byte(hashes, 0, get_byte(hashes, 0) # 1)')
    await flip('log_checkpoint', "note = regexp_replace(note, 'carnet', 'carnot')")
    await assert.rejects(own.sequence(1_000), { reason: 'log-damaged' })
  } finally {
    await broken.close()
  }
})

test('the application adds to the log and rewrites nothing of it; where an entry stands it sees in a visit only', async () => {
  const { app } = kit.database
  await assert.rejects(
    app.query({ text: `update journal.log_tile set hashes = decode(repeat('00', 32), 'hex')` }),
    /append-only/,
  )
  for (const table of ['log_leaf', 'log_checkpoint', 'unsequenced']) {
    await assert.rejects(app.query({ text: `delete from journal.${table}` }), /permission denied/)
  }
  await assert.rejects(app.query({ text: 'select from journal.unsequenced' }), /permission denied/)
  assert.deepEqual(await app.query({ text: 'select from journal.log_leaf' }), [])
  await assert.rejects(kit.database.owner.query({ text: 'delete from journal.log_leaf' }), /append-only/)
})

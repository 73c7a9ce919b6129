import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { fixedClock } from '../platform/clock.ts'
import type { Connection, Database, Statement } from '../platform/database/database.ts'
import { randomId } from '../platform/ids.ts'
import { createKeys, type Keys } from './keys.ts'
import { createRootKeyFile, readRootKeyFile } from './root-key-file.ts'
import { loadRootKeys } from './root-keys.ts'
import { rotateRootKey } from './rotate-root-key.ts'

const day = 24 * 60 * 60 * 1000

/** A database that breaks at the n-th statement of a transaction, or right after its commit. */
const breaking = (database: Database, at: number | 'after-commit'): Database => ({
  ...database,
  transaction: async <T>(work: (connection: Connection) => Promise<T>): Promise<T> => {
    let count = 0
    const result = await database.transaction((connection) =>
      work({
        query: <Row>(statement: Statement): Promise<Row[]> => {
          if (count++ === at) throw new Error('killed')
          return connection.query<Row>(statement)
        },
      }),
    )
    if (at === 'after-commit') throw new Error('killed')
    return result
  },
})

describe('rotating the root key', () => {
  const clock = fixedClock('2026-11-21T08:00:00Z')
  let folder = ''
  let file = ''
  let database: TestDatabase
  let running: Keys
  let spaceId = ''
  let hash: Buffer = Buffer.alloc(0)

  const openKeys = async (): Promise<Keys> =>
    createKeys({ database: database.app, rootKeys: await loadRootKeys(file), clock })
  const rootsInUse = async (): Promise<string[]> => {
    const text = 'select root_id from keys.shard_key union select root_id from keys.system_key order by 1'
    return (await database.app.query<{ root_id: string }>({ text })).map((row) => row.root_id)
  }
  /** Both a process started now and one that has run since before the rotation still open everything. */
  const checkKeys = async (): Promise<void> => {
    clock.advance(16 * 60_000)
    const fresh = await openKeys()
    await fresh.ready()
    for (const keys of [fresh, running]) {
      assert.deepEqual((await keys.spaceKeys(spaceId)).indexHash('same'), hash)
      await keys.systemKey('token-signing')
    }
    assert.deepEqual(fresh.lookupHash('same'), running.lookupHash('same'))
  }

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'carnet-rotation-'))
    file = join(folder, 'root.key')
    await createRootKeyFile(file, { clock, databaseFolder: join(folder, 'db') })
    database = await createTestDatabase()
    running = await openKeys()
    await running.ready()
    await running.systemKey('token-signing')
    spaceId = randomId()
    hash = (await database.app.transaction((c) => running.createSpaceKey(c, spaceId))).indexHash('same')
  })
  after(async () => {
    await database.drop()
    await rm(folder, { recursive: true, force: true })
  })

  test('rewraps shard and system keys under a new root, and keeps the old one', async () => {
    const earlier = await readRootKeyFile(file)
    const outcome = await rotateRootKey({ file, database: database.app, clock })
    const now = await readRootKeyFile(file)
    assert.deepEqual(outcome, { rootId: now.activeId, shardKeys: 1024, systemKeys: 2, resumed: false })
    assert.notEqual(now.activeId, earlier.activeId)
    assert.deepEqual(await rootsInUse(), [now.activeId])
    assert.deepEqual(
      now.roots.map((root) => root.id),
      [earlier.activeId, now.activeId],
    )
    assert.equal(now.roots[0]?.retiredAt, clock.now().toISOString())
    assert.equal(now.rotating, false)
    await checkKeys()
  })

  for (const at of [0, 1, 2, 3, 4, 'after-commit'] as const) {
    test(`interrupted (statement ${at}), everything still opens, and running it again finishes`, async () => {
      await assert.rejects(rotateRootKey({ file, database: breaking(database.app, at), clock }), { message: 'killed' })
      const between = await readRootKeyFile(file)
      await checkKeys()
      const outcome = await rotateRootKey({ file, database: database.app, clock })
      assert.equal(outcome.resumed, at !== 0)
      const now = await readRootKeyFile(file)
      assert.equal(now.rotating, false)
      assert.equal(now.roots.length, between.roots.length + (at === 0 ? 1 : 0), 'no second new root')
      assert.deepEqual(await rootsInUse(), [now.activeId])
      await checkKeys()
    })
  }

  test('two rotations at once take their turns', async () => {
    const outcomes = await Promise.all([1, 2].map(() => rotateRootKey({ file, database: database.app, clock })))
    const now = await readRootKeyFile(file)
    assert.ok(outcomes.some((outcome) => outcome.rootId === now.activeId))
    assert.deepEqual(await rootsInUse(), [now.activeId])
    await checkKeys()
  })

  test('retired roots leave the file after 35 days, at the next rotation', async () => {
    clock.advance(36 * day)
    await rotateRootKey({ file, database: database.app, clock })
    const now = await readRootKeyFile(file)
    assert.equal(now.roots.length, 2)
    assert.deepEqual(await rootsInUse(), [now.activeId])
    await checkKeys()
  })

  test('a root the file does not hold stops the rotation and changes nothing', async () => {
    await database.owner.query({ text: `update keys.shard_key set root_id = 'elsewhere' where shard = 5` })
    await assert.rejects(rotateRootKey({ file, database: database.app, clock }), { reason: 'root-key-unknown' })
    assert.equal((await rootsInUse()).length, 2)
  })
})

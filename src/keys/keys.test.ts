import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createHmac, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, test } from 'node:test'
import { promisify } from 'node:util'
import type { Receipt } from '../access/types.ts'
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { fixedClock } from '../platform/clock.ts'
import { randomId } from '../platform/ids.ts'
import { projectRoot } from '../platform/project.ts'
import { createKeys, type Keys } from './keys.ts'
import { createRootKeyFile } from './root-key-file.ts'
import { loadRootKeys } from './root-keys.ts'
import type { SpaceKeys } from './space-keys.ts'

const clock = fixedClock('2026-11-21T08:00:00Z')
const damaged = { kind: 'fault', reason: 'sealed-data-damaged' }
const run = promisify(execFile)

// Stands in for the door, which alone makes receipts.
const isReceipt = (value: unknown): value is Receipt => typeof value === 'object'
const receiptFor = (spaceId: string): Receipt => {
  const receipt: unknown = { spaceId, audience: 'main', n: '1', hash: '00' }
  assert.ok(isReceipt(receipt))
  return receipt
}

describe('the key store', () => {
  let folder = ''
  let rootFile = ''
  let test1: TestDatabase
  let keys: Keys

  const openKeys = async (file = rootFile): Promise<Keys> =>
    createKeys({ database: test1.app, rootKeys: await loadRootKeys(file), clock })
  const newSpace = async (): Promise<SpaceKeys> => {
    const spaceId = randomId()
    return test1.app.transaction((connection) => keys.createSpaceKey(connection, spaceId))
  }

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'carnet-keys-'))
    rootFile = join(folder, 'root.key')
    await createRootKeyFile(rootFile, { clock, databaseFolder: join(folder, 'db') })
    test1 = await createTestDatabase()
  })
  beforeEach(async () => {
    keys = await openKeys()
    await keys.ready()
  })
  after(async () => {
    await test1.drop()
    await rm(folder, { recursive: true, force: true })
  })

  test('a space’s keys open what another process sealed, and nothing of another space', async () => {
    const [mine, other] = [await newSpace(), await newSpace()]
    const again = await openKeys()
    await again.ready()
    const reopened = await again.spaceKeys(mine.spaceId)
    const place = { table: 'vault.document', rowId: randomId(), column: 'details', version: 1 }
    const sealed = mine.sealField(place, Buffer.from('titre'))
    assert.equal(reopened.openField(place, sealed).toString(), 'titre')
    assert.throws(() => other.openField(place, sealed), damaged)
    for (const change of [{ table: 'vault.submission' }, { rowId: randomId() }, { column: 'title' }, { version: 2 }]) {
      assert.throws(() => mine.openField({ ...place, ...change }, sealed), damaged)
    }
    assert.deepEqual(reopened.mac(Buffer.from('row')), mine.mac(Buffer.from('row')))
    assert.notDeepEqual(other.mac(Buffer.from('row')), mine.mac(Buffer.from('row')))
    assert.notDeepEqual(other.indexHash('text'), mine.indexHash('text'))
    assert.notDeepEqual(mine.mac(Buffer.from('text')), mine.indexHash('text'))
  })

  test('a journal body carries the r of its commitment, and is no field', async () => {
    const [mine, other] = [await newSpace(), await newSpace()]
    const body = Buffer.from('{"act":"read-document"}')
    const sealed = mine.sealJournal(body)
    const opened = mine.openJournal(sealed.body)
    assert.ok(opened.body.equals(body))
    assert.equal(opened.r.length, 32)
    assert.deepEqual(sealed.commitment, createHmac('sha256', opened.r).update(body).digest())
    assert.notDeepEqual(mine.sealJournal(body).commitment, sealed.commitment)
    assert.throws(() => other.openJournal(sealed.body), damaged)
    assert.throws(
      () => mine.openField({ table: 'journal.entry', rowId: mine.spaceId, column: '', version: 0 }, sealed.body),
      damaged,
    )
  })

  test('a document key opens only for its blob, its space and a receipt of that space', async () => {
    const [mine, other] = [await newSpace(), await newSpace()]
    const blobId = randomId()
    const { key, wrapped } = mine.newDocumentKey(blobId)
    assert.equal(key.length, 32)
    assert.equal(wrapped.length, 65)
    assert.ok(mine.openDocumentKey(receiptFor(mine.spaceId), blobId, wrapped).equals(key))
    assert.throws(() => mine.openDocumentKey(receiptFor(other.spaceId), blobId, wrapped), {
      kind: 'fault',
      reason: 'receipt-of-another-space',
    })
    assert.throws(() => mine.openDocumentKey(receiptFor(mine.spaceId), randomId(), wrapped), damaged)
    assert.throws(() => other.openDocumentKey(receiptFor(other.spaceId), blobId, wrapped), damaged)
    assert.throws(() => mine.openDocumentKey(receiptFor(mine.spaceId), blobId, wrapped.subarray(1)), damaged)
  })

  test('a rolled-back creation leaves no key behind, neither stored nor in memory', async () => {
    const spaceId = randomId()
    const failing = test1.app.transaction(async (connection) => {
      await keys.createSpaceKey(connection, spaceId)
      throw new Error('the enrolment failed')
    })
    await assert.rejects(failing, { message: 'the enrolment failed' })
    assert.equal(keys.cachedSpaceKeys(spaceId, 1), undefined)
    await assert.rejects(keys.spaceKeys(spaceId), { kind: 'absent', reason: 'space-keys-destroyed' })
  })

  test('with its shard in memory, a space’s key is made within a pipeline: one round trip', async () => {
    const first = await newSpace()
    const spaceId = randomId().slice(0, -4) + first.spaceId.slice(-4)
    const made = await test1.app.pipeline((connection) => keys.createSpaceKey(connection, spaceId))
    assert.deepEqual((await keys.spaceKeys(spaceId)).indexHash('text'), made.indexHash('text'))
  })

  test('unwrapped keys stay in memory for 15 minutes', async () => {
    const { spaceId } = await newSpace()
    await keys.spaceKeys(spaceId)
    clock.advance(15 * 60_000 - 1)
    assert.ok(keys.cachedSpaceKeys(spaceId, 1) !== undefined)
    assert.equal(keys.cachedSpaceKeys(spaceId, 2), undefined)
    clock.advance(1)
    assert.equal(keys.cachedSpaceKeys(spaceId, 1), undefined)
    await keys.spaceKeys(spaceId)
  })

  test('a row moved to another space or altered does not open', async () => {
    const [mine, other] = [await newSpace(), await newSpace()]
    const text = `select space_id as "spaceId", version, shard, wrapped from keys.space_key where space_id = $1`
    const [row] = await test1.app.query<Parameters<Keys['openSpaceKey']>[0]>({ text, values: [mine.spaceId] })
    assert.ok(row !== undefined)
    assert.equal((await keys.openSpaceKey(row)).spaceId, mine.spaceId)
    const altered = Buffer.from(row.wrapped)
    altered.writeUInt8(altered.readUInt8(40) ^ 1, 40)
    for (const change of [
      { spaceId: other.spaceId },
      { version: 2 },
      { shard: (row.shard + 1) % 1024 },
      { wrapped: altered },
    ]) {
      const fresh = await openKeys()
      await assert.rejects(fresh.openSpaceKey({ ...row, ...change }), damaged, Object.keys(change)[0])
    }
  })

  test('shredding makes a space unreadable for every process, and for nobody else', async () => {
    const [gone, stays] = [await newSpace(), await newSpace()]
    const elsewhere = await openKeys()
    await elsewhere.spaceKeys(gone.spaceId)
    await test1.app.transaction((connection) => keys.shredSpace(connection, gone.spaceId))
    const destroyed = { kind: 'absent', reason: 'space-keys-destroyed' }
    await assert.rejects(keys.spaceKeys(gone.spaceId), destroyed)
    await assert.rejects(elsewhere.spaceKeys(gone.spaceId), destroyed)
    assert.equal(keys.cachedSpaceKeys(gone.spaceId, 1), undefined)
    await keys.spaceKeys(stays.spaceId)
    const rows = await test1.owner.query({
      text: 'select from keys.space_key where space_id = $1',
      values: [gone.spaceId],
    })
    assert.equal(rows.length, 0)
  })

  test('a look between the shredding and its commit reads the key, and does not bring it back into memory', async () => {
    const { spaceId } = await newSpace()
    await keys.spaceKeys(spaceId)
    await test1.app.transaction(async (connection) => {
      await keys.shredSpace(connection, spaceId)
      assert.equal((await keys.spaceKeys(spaceId)).spaceId, spaceId)
    })
    assert.equal(keys.cachedSpaceKeys(spaceId, 1), undefined)
  })

  test('a shredding that is taken back leaves a space that opens', async () => {
    const { spaceId } = await newSpace()
    const undone = test1.app.transaction(async (connection) => {
      await keys.shredSpace(connection, spaceId)
      throw new Error('taken back')
    })
    await assert.rejects(undone, /taken back/)
    assert.equal((await keys.spaceKeys(spaceId)).spaceId, spaceId)
  })

  test('another database’s root file is refused at start, and so is one that lies', async () => {
    const strange = join(folder, 'strange.key')
    await createRootKeyFile(strange, { clock, databaseFolder: join(folder, 'db') })
    const wrong = await openKeys(strange)
    await assert.rejects(wrong.ready(), { kind: 'fault', reason: 'root-key-unknown' })
    const liar = createKeys({
      database: test1.app,
      rootKeys: {
        active: async () => ({ id: 'x', createdAt: '', key: randomBytes(32) }),
        find: async (id) => ({ id, createdAt: '', key: randomBytes(32) }),
      },
      clock,
    })
    await assert.rejects(liar.ready(), { kind: 'fault', reason: 'root-key-does-not-open' })
  })

  test('a lost shard key is told, never replaced in silence', async () => {
    const { spaceId } = await newSpace()
    const [lost] = await test1.owner.query<{ shard: number }>({
      text: `with gone as (delete from keys.shard_key k using keys.space_key s where s.space_id = $1 and k.shard = s.shard returning k.*)
             select shard from gone`,
      values: [spaceId],
    })
    const fresh = await openKeys()
    await fresh.ready()
    await assert.rejects(fresh.spaceKeys(spaceId), { reason: 'shard-key-missing', details: { shard: lost?.shard } })
  })

  test('two processes on an empty database end up with the same keys', async () => {
    const empty = await createTestDatabase()
    try {
      const { user = '', password = '', host = '', port = 0, database = '' } = empty.logins.app
      const address = `postgres://${user}:${encodeURIComponent(password)}@/${database}?host=${encodeURIComponent(host)}&port=${port}`
      const program = join(projectRoot, 'dist/tests/support/race-keys.js')
      const spaceId = randomId()
      const start = (): Promise<{ stdout: string }> => run(process.execPath, [program, rootFile, address, spaceId])
      const outcomes = (await Promise.all([start(), start(), start()])).map(({ stdout }): unknown => JSON.parse(stdout))
      const text = outcomes.map((outcome) => JSON.stringify(outcome))
      assert.equal(text.filter((one) => one.includes('"made":"made"')).length, 1)
      assert.equal(new Set(text.map((one) => one.replace(/"made":"\w+"/, ''))).size, 1)
      const [count] = await empty.app.query<{ n: number }>({
        text: 'select count(*)::integer as n from keys.shard_key',
      })
      assert.equal(count?.n, 1024)
    } finally {
      await empty.drop()
    }
  })
})

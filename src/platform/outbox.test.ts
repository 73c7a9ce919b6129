import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { randomId } from './ids.ts'
import { createOutbox, enqueueBulk, type Outbox, type OutboxItem } from './outbox.ts'

let database: TestDatabase
let outbox: Outbox
before(async () => {
  database = await createTestDatabase()
  outbox = createOutbox(database.app)
})
after(() => database.drop())
beforeEach(() => database.owner.query({ text: 'delete from platform.outbox' }))

const enqueue = async (count: number, dueIn = '0 seconds'): Promise<void> => {
  const ids = Array.from({ length: count }, randomId)
  await database.app.query({
    text: `insert into platform.outbox (space_id, id, kind, payload, due_at)
      select id, id, 'test', '{"word":"kept"}', now() + $2::interval from unnest($1::uuid[]) as id`,
    values: [ids, dueIn],
  })
}

/** As if this much time had gone by since. */
const letPass = (interval: string): Promise<unknown> =>
  database.owner.query({
    text: 'update platform.outbox set due_at = due_at - $1::interval, leased_until = leased_until - $1::interval',
    values: [interval],
  })

const leaseOne = async (): Promise<OutboxItem> => {
  const [item] = await outbox.leaseDue(1, 'single')
  if (!item) throw new Error('nothing is due')
  return item
}

test('an item is leased once while its lease lasts, and again when its worker died', async () => {
  await enqueue(1)
  const first = await leaseOne()
  assert.deepEqual([first.kind, first.payload, first.attempts], ['test', { word: 'kept' }, 1])
  assert.deepEqual(await outbox.leaseDue(10, 'single'), [])
  await letPass('59 seconds')
  assert.deepEqual(await outbox.leaseDue(10, 'single'), [])
  await letPass('2 seconds')
  const again = await leaseOne()
  assert.deepEqual([again.id, again.attempts], [first.id, 2])
})

test('a settled item is forgotten', async () => {
  await enqueue(1)
  await outbox.settle(await leaseOne())
  await letPass('1 day')
  assert.deepEqual(await outbox.leaseDue(10, 'single'), [])
  assert.deepEqual(await outbox.count(), { waiting: 0, parked: 0 })
})

test('what is not due yet waits; what is due longest comes first', async () => {
  await enqueue(1, '10 seconds')
  await enqueue(1, '-10 seconds')
  await enqueue(1, '-20 seconds')
  assert.equal((await outbox.leaseDue(10, 'single')).length, 2)
  assert.deepEqual(await outbox.count(), { waiting: 3, parked: 0 })
})

test('many workers at once never take the same item twice, and leave none', async () => {
  await enqueue(100)
  const taken: string[] = []
  const work = async (): Promise<void> => {
    for (let items = await outbox.leaseDue(7, 'single'); items.length > 0; items = await outbox.leaseDue(7, 'single')) {
      taken.push(...items.map(({ id }) => id))
    }
  }
  await Promise.all(Array.from({ length: 8 }, work))
  assert.equal(taken.length, 100)
  assert.equal(new Set(taken).size, 100)
})

test('failures come back after 1, 4, 9 and 16 minutes; the fifth parks the item with its reason', async () => {
  await enqueue(1)
  for (const [attempt, minutes] of [1, 4, 9, 16].entries()) {
    const item = await leaseOne()
    assert.equal(item.attempts, attempt + 1)
    assert.equal(await outbox.postpone(item, 'MailError'), 'due')
    await letPass(`${minutes * 60 - 2} seconds`)
    assert.deepEqual(await outbox.leaseDue(1, 'single'), [], `attempt ${attempt + 2} came before ${minutes} minutes`)
    await letPass('2 seconds')
  }
  assert.equal(await outbox.postpone(await leaseOne(), 'MailError'), 'parked')
  await letPass('10 days')
  assert.deepEqual(await outbox.leaseDue(1, 'single'), [])
  assert.deepEqual(await outbox.count(), { waiting: 0, parked: 1 })
  const [row] = await database.owner.query<{ parked_why: string }>({ text: 'select parked_why from platform.outbox' })
  assert.equal(row?.parked_why, 'MailError')
})

test('what passed does not count as a failure: the first that does not pass, after many, parks nothing', async () => {
  await enqueue(1)
  await database.owner.query({ text: 'update platform.outbox set attempts = 60' })
  assert.equal(await outbox.postpone(await leaseOne(), 'Problem', true), 'due')
  for (let fault = 1; fault < 5; fault += 1) {
    await letPass('1 day')
    assert.equal(await outbox.postpone(await leaseOne(), 'TypeError'), 'due', `fault ${fault}`)
  }
  await letPass('1 day')
  assert.equal(await outbox.postpone(await leaseOne(), 'TypeError'), 'parked')
})

test('what was held back is due again in a minute, and was no try', async () => {
  await enqueue(1)
  for (let round = 0; round < 9; round += 1) {
    const item = await leaseOne()
    assert.equal(item.attempts, 1)
    await outbox.giveBack(item)
    await letPass('58 seconds')
    assert.deepEqual(await outbox.leaseDue(1, 'single'), [])
    await letPass('2 seconds')
  }
  assert.equal(await outbox.postpone(await leaseOne(), 'TypeError'), 'due')
})

test('what is queued in bulk is no lane of what is queued singly, and the other way round', async () => {
  const bulk = Array.from({ length: 30 }, () => ({ spaceId: randomId(), id: randomId(), payload: {} }))
  await enqueueBulk(database.app, 'many', bulk)
  await letPass('1 hour')
  await enqueue(1)
  const kindsOf = (items: OutboxItem[]): string[] => items.map(({ kind }) => kind)
  assert.deepEqual(kindsOf(await outbox.leaseDue(10, 'single')), ['test'])
  assert.deepEqual(new Set(kindsOf(await outbox.leaseDue(20, 'bulk'))), new Set(['many']))
  assert.equal((await outbox.leaseDue(20, 'bulk')).length, 10)
})

test('what passes is tried again for ever, at most a day apart', async () => {
  await enqueue(1)
  await database.owner.query({ text: 'update platform.outbox set attempts = 60' })
  assert.equal(await outbox.postpone(await leaseOne(), 'Problem', true), 'due')
  await letPass('1439 minutes')
  assert.deepEqual(await outbox.leaseDue(1, 'single'), [])
  await letPass('1 minute')
  assert.equal((await leaseOne()).attempts, 62)
})

test('an item exists exactly when the transaction that queued it does', async () => {
  const undone = database.app.transaction(async (connection) => {
    await connection.query({
      text: "insert into platform.outbox (space_id, id, kind) values (gen_random_uuid(), gen_random_uuid(), 'test')",
    })
    throw new Error('the fact did not happen')
  })
  await assert.rejects(undone, /did not happen/)
  assert.deepEqual(await outbox.count(), { waiting: 0, parked: 0 })
})

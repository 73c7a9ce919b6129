import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'

import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { Problem } from '../problem.ts'
import { createDatabase, sqlState, type Connection } from './database.ts'

let test1: TestDatabase
before(async () => {
  test1 = await createTestDatabase({ empty: true })
  await test1.owner.query({ text: 'create table thing (id int primary key, at timestamptz)' })
})
after(() => test1.drop())

const insert = (c: Connection, id: number): Promise<unknown[]> =>
  c.query({ name: 'insert-thing', text: 'insert into thing (id) values ($1)', values: [id] })
const ids = async (): Promise<number[]> =>
  (await test1.owner.query<{ id: number }>({ text: 'select id from thing order by id' })).map(({ id }) => id)
const empty = (): Promise<unknown[]> => test1.owner.query({ text: 'delete from thing' })
const isDuplicate = (error: unknown): boolean => sqlState(error) === '23505'

test('values come back as exact text, bytes and parsed JSON', async () => {
  const [row] = await test1.owner.query({
    text: `select timestamptz '2026-03-29 03:30:00.123456+02' as at, array[timestamptz '2026-01-01 00:00Z', null] as many,
      date '2026-03-29' as day, 9007199254740993::int8 as big, 1.10::numeric as exact, '{"a":[1]}'::jsonb as json,
      $1::bytea as bytes, 'infinity'::timestamptz as never`,
    values: [Buffer.from([0, 255])],
  })
  assert.deepEqual(row, {
    at: '2026-03-29T01:30:00.123456Z',
    many: ['2026-01-01T00:00:00Z', null],
    day: '2026-03-29',
    big: '9007199254740993',
    exact: '1.10',
    json: { a: [1] },
    bytes: Buffer.from([0, 255]),
    never: 'infinity',
  })
})

test('a transaction keeps everything or nothing', async () => {
  await empty()
  const given = await test1.owner.transaction(async (c) => {
    await insert(c, 1)
    return 'done'
  })
  assert.equal(given, 'done')
  const refused = test1.owner.transaction(async (c) => {
    await insert(c, 2)
    throw new Error('changed my mind')
  })
  await assert.rejects(refused, /changed my mind/)
  assert.deepEqual(await ids(), [1])
})

test('a transaction whose failed statement was swallowed does not pretend to have committed', async () => {
  await empty()
  const swallowed = test1.owner.transaction(async (c) => {
    await insert(c, 1)
    await insert(c, 1).catch(() => {})
  })
  await assert.rejects(swallowed, isDuplicate)
  assert.deepEqual(await ids(), [])
})

test('a pipeline sends all at once and commits', async () => {
  await empty()
  const rows = await test1.owner.pipeline(async (c) => {
    const first = insert(c, 1)
    const second = c.query<{ n: string }>({ text: 'select count(*) as n from thing' })
    await first
    return second
  })
  assert.deepEqual(rows, [{ n: '1' }])
  assert.deepEqual(await ids(), [1])
})

test('a failed statement of a pipeline fails the whole of it, with the first error, awaited or not', async () => {
  await empty()
  const awaited = test1.owner.pipeline(async (c) => {
    const all = [insert(c, 1), insert(c, 1), insert(c, 3)]
    for (const one of all) await one
  })
  await assert.rejects(awaited, isDuplicate)
  const swallowed = test1.owner.pipeline(async (c) => {
    await Promise.allSettled([insert(c, 1), insert(c, 1), c.query({ text: 'select 1' })])
    return 'looks fine'
  })
  await assert.rejects(swallowed, isDuplicate)
  assert.deepEqual(await ids(), [])
})

test('a pipeline whose work throws before its first await keeps nothing', async () => {
  await empty()
  const refused = test1.owner.pipeline(async (c) => {
    insert(c, 1).catch(() => {})
    throw new Error('no')
  })
  await assert.rejects(refused, /^Error: no$/)
  assert.deepEqual(await ids(), [])
})

test('a statement after the end is a fault, never a statement outside the transaction', async () => {
  await empty()
  const late = test1.owner.pipeline(async (c) => {
    await insert(c, 1)
    await insert(c, 2)
  })
  await assert.rejects(
    late,
    (error: unknown) => error instanceof Problem && error.reason === 'statement-after-transaction',
  )
  let kept: Connection | undefined
  await test1.owner.transaction(async (c) => {
    kept = c
  })
  await assert.rejects(kept?.query({ text: 'select 1' }) ?? Promise.resolve(), Problem)
  assert.deepEqual(await ids(), [1])
})

test('named statements survive the failure of the pipeline that prepared them', async () => {
  const single = createDatabase({ ...test1.logins.owner, max: 1 })
  const fails = single.pipeline((c) =>
    Promise.all([c.query({ text: 'select 1/0' }), c.query({ name: 'late', text: 'select 1 as one' })]),
  )
  await assert.rejects(fails, (error: unknown) => sqlState(error) === '22012')
  assert.deepEqual(await single.query({ name: 'late', text: 'select 1 as one' }), [{ one: 1 }])
  await single.close()
})

test('a lost connection is a Problem for its statement, and the next statement gets a new one', async () => {
  const single = createDatabase({ ...test1.logins.owner, max: 1 })
  const suicide = single.query({ text: 'select pg_terminate_backend(pg_backend_pid())' })
  const isUnavailable = (error: unknown): boolean =>
    error instanceof Problem && error.kind === 'unavailable' && error.reason === 'database-unavailable'
  await assert.rejects(suicide, isUnavailable)
  assert.deepEqual(await single.query({ text: 'select 1 as one' }), [{ one: 1 }])
  await single.close()
  const nowhere = createDatabase({ ...test1.logins.owner, host: '/nowhere' })
  await assert.rejects(nowhere.query({ text: 'select 1' }), isUnavailable)
})

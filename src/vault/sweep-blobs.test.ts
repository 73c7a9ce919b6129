import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts'
import type { BlobStore, StoredObject } from './blob-store/blob-store.ts'
import { sweepBlobs } from './sweep-blobs.ts'

let database: TestDatabase
before(async () => {
  database = await createTestDatabase()
})
after(() => database.drop())
beforeEach(() => database.owner.query({ text: 'delete from platform.blob_object' }))

const now = new Date('2026-11-21T12:00:00Z')
const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** A store in memory that only knows names and ages; what is asked of unfinished writings is noted. */
const storeOf = (objects: Record<string, number>) => {
  const stored = new Map(Object.entries(objects))
  const asked: Date[] = []
  const absent = (): never => {
    throw new Error('not swept')
  }
  const store: BlobStore = {
    put: absent,
    get: absent,
    getBuffer: absent,
    remove: async (name) => void stored.delete(name),
    list: async function* (): AsyncGenerator<StoredObject> {
      for (const [name, ageMs] of Array.from(stored)) yield { name, size: 1, storedAt: new Date(now.getTime() - ageMs) }
    },
    sweepUnfinished: async (limit) => {
      asked.push(limit)
      return 2
    },
  }
  return { store, stored, asked }
}

const record = (name: string, staged: boolean, age: string): Promise<unknown> =>
  database.owner.query({
    text: 'insert into platform.blob_object (name, staged, stored_at) values ($1, $2, now() - $3::interval)',
    values: [name, staged, age],
  })

const sweep = (blobs: BlobStore): Promise<number> => sweepBlobs({ database: database.app, blobs, now })

test('uploads nobody claimed in a day and an hour go, with their rows; younger and claimed ones stay', async () => {
  await record('old-upload', true, '25 hours 1 minute')
  await record('young-upload', true, '24 hours 59 minutes')
  await record('claimed', false, '400 days')
  const { store, stored } = storeOf({ 'old-upload': dayMs, 'young-upload': dayMs, claimed: 400 * dayMs })
  assert.equal(await sweep(store), 1 + 2)
  assert.deepEqual([...stored.keys()].toSorted(), ['claimed', 'young-upload'])
  const rows = await database.owner.query<{ name: string }>({
    text: 'select name from platform.blob_object order by 1',
  })
  assert.deepEqual(
    rows.map(({ name }) => name),
    ['claimed', 'young-upload'],
  )
})

test('objects that no row names stay 35 days, then go; named ones stay for ever', async () => {
  await record('named', false, '1 day')
  const { store, stored } = storeOf({ young: 34 * dayMs, old: 36 * dayMs, named: 900 * dayMs })
  assert.equal(await sweep(store), 1 + 2)
  assert.deepEqual([...stored.keys()].toSorted(), ['named', 'young'])
})

test('unfinished writings of the last hour are left alone', async () => {
  const { store, asked } = storeOf({})
  await sweep(store)
  assert.deepEqual(asked, [new Date(now.getTime() - hourMs)])
})

test('thousands of forgotten objects go in one sweep, and a second sweep finds nothing more', async () => {
  const many = Object.fromEntries(Array.from({ length: 1203 }, (_, index) => [`object-${index}`, 40 * dayMs]))
  await record('object-7', false, '1 day')
  const { store, stored } = storeOf(many)
  assert.equal(await sweep(store), 1202 + 2)
  assert.deepEqual([...stored.keys()], ['object-7'])
  assert.equal(await sweep(store), 2)
})

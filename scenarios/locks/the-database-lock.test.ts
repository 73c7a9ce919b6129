import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { appendEntry } from '../../src/journal/append.ts'
import type { NewEntry } from '../../src/journal/entry.ts'
import { sqlState, type Connection } from '../../src/platform/database/database.ts'
import { openDoorKit, type DoorKit } from './door-kit.ts'
import { depositOne } from './deposit-one.ts'
import { fillVault } from './fill-vault.ts'

// Every test here connects as the application's role, as a broken or hostile server process would, and goes around the door.

let kit: DoorKit
let mine: string
let other: string
before(async () => {
  kit = await openDoorKit()
  mine = await kit.foundSpace([])
  other = await kit.foundSpace([])
  await depositOne(kit, mine)
  await depositOne(kit, other)
  await fillVault(kit, mine)
  await fillVault(kit, other)
})
after(() => kit.close())

const tables = [
  'document',
  'submission',
  'blob',
  'transfer',
  'legacy_history',
  'arrangement',
  'talk_first',
  'measurement',
  'measurement_choice',
  'profile_line',
  'profile_choice',
  'care_line',
  'care_choice',
  'upload',
] as const

const count = async (connection: Connection, table: string): Promise<number> => {
  const rows = await connection.query<{ space_id: string }>({ text: `select space_id from ${table}` })
  return rows.length
}

const entry = (spaceId: string, change: Partial<NewEntry> = {}): NewEntry => ({
  spaceId,
  audience: 'main',
  effect: 'permit',
  reach: 'look',
  act: 'list-documents',
  epoch: '0',
  body: {
    version: 1,
    actor: { kind: 'system', id: 'intruder', name: 'intruder' },
    authLevel: 'none',
    origin: { channel: 'cli' },
    reason: 'care-team',
    capacity: 'none',
    policy: 'none',
  },
  ...change,
})

/** Runs as the application in a transaction that is always rolled back, and gives what it saw. */
const trespass = async <T>(work: (connection: Connection) => Promise<T>): Promise<T> => {
  const seen: T[] = []
  await assert.rejects(
    kit.database.app.transaction(async (connection) => {
      seen.push(await work(connection))
      throw new Error('roll back')
    }),
    /roll back/,
  )
  const [value] = seen
  if (value === undefined) throw new Error('the work gave nothing')
  return value
}

const append = async (connection: Connection, written: NewEntry) =>
  appendEntry(connection, await kit.keys.spaceKeys(written.spaceId), written)

const epochOf = async (spaceId: string): Promise<string> => {
  const [row] = await kit.database.app.query<{ epoch: string }>({
    text: 'select epoch from access.space where space_id = $1',
    values: [spaceId],
  })
  return row?.epoch ?? ''
}

for (const table of tables) {
  test(`without an entry no row of vault.${table} is visible`, async () => {
    assert.equal(await trespass((connection) => count(connection, `vault.${table}`)), 0)
    assert.equal(await count(kit.database.app, `vault.${table}`), 0)
  })

  test(`with an entry only its own space's rows of vault.${table} are visible`, async () => {
    const epoch = await epochOf(mine)
    const rows = await trespass(async (connection) => {
      await append(connection, entry(mine, { epoch }))
      return connection.query<{ space_id: string }>({ text: `select space_id from vault.${table}` })
    })
    assert.ok(rows.length > 0)
    assert.deepEqual([...new Set(rows.map((row) => row.space_id))], [mine])
  })

  test(`a refused entry opens nothing of vault.${table}`, async () => {
    const rows = await trespass(async (connection) => {
      await append(connection, { ...entry(mine), effect: 'refuse' })
      return count(connection, `vault.${table}`)
    })
    assert.equal(rows, 0)
  })

  test(`an entry to look does not let vault.${table} be changed`, async () => {
    const epoch = await epochOf(mine)
    const changed = await trespass(async (connection) => {
      await append(connection, entry(mine, { epoch }))
      return connection.query({ text: `update vault.${table} set space_id = space_id returning space_id` })
    })
    assert.deepEqual(changed, [])
  })

  test(`without an entry that erases, nothing is deleted from vault.${table}`, async () => {
    const without = await kit.database.app.query({ text: `delete from vault.${table} returning space_id` })
    assert.deepEqual(without, [])
    const epoch = await epochOf(mine)
    // behind the last only what is away goes; the note of a transfer goes with its document, and here it has none
    const acts = ['list-documents', 'deposit-document', 'close-space', 'request-erasure', 'drop-documents'] as const
    for (const act of table === 'transfer' ? acts.slice(0, -1) : acts) {
      const deleted = await trespass(async (connection) => {
        await append(connection, entry(mine, { epoch, reach: 'change', act }))
        return connection.query({ text: `delete from vault.${table} returning space_id` })
      })
      assert.deepEqual(deleted, [], act)
    }
  })

  test(`an entry that erases one space deletes from vault.${table} no row of another`, async () => {
    const epoch = await epochOf(mine)
    const deleted = await trespass(async (connection) => {
      await append(connection, entry(mine, { epoch, reach: 'change', act: 'erase-space' }))
      return connection.query<{ space_id: string }>({ text: `delete from vault.${table} returning space_id` })
    })
    assert.ok(deleted.length > 0)
    assert.ok(deleted.every(({ space_id: spaceId }) => spaceId === mine))
  })

  test(`even the owner of vault.${table} sees no row`, async () => {
    assert.equal(await count(kit.database.owner, `vault.${table}`), 0)
  })
}

test('an entry of an earlier transaction opens nothing', async () => {
  const epoch = await epochOf(mine)
  await kit.database.app.transaction((connection) => append(connection, entry(mine, { epoch })))
  assert.equal(await count(kit.database.app, 'vault.document'), 0)
})

test('a row cannot be moved into another space', async () => {
  const epoch = await epochOf(mine)
  await assert.rejects(
    kit.database.app.transaction(async (connection) => {
      await append(connection, entry(mine, { epoch, reach: 'change', act: 'update-document' }))
      await connection.query({ text: 'update vault.document set space_id = $1', values: [other] })
    }),
    (error) => sqlState(error) === '42501',
  )
})

test('one transaction visits one space', async () => {
  const epochs = [await epochOf(mine), await epochOf(other)]
  await assert.rejects(
    kit.database.app.transaction(async (connection) => {
      await append(connection, entry(mine, { epoch: epochs[0] ?? '' }))
      await append(connection, entry(other, { epoch: epochs[1] ?? '' }))
    }),
    (error) => sqlState(error) === 'CN002',
  )
})

test('a decision made on an old epoch is not written', async () => {
  await assert.rejects(
    kit.database.app.transaction((connection) => append(connection, entry(mine, { epoch: '99' }))),
    (error) => sqlState(error) === 'CN001',
  )
})

for (const [what, text] of [
  ['updated', "update journal.entry set act = 'x'"],
  ['deleted', 'delete from journal.entry'],
  ['truncated', 'truncate journal.entry'],
  ['inserted by hand', 'insert into journal.entry select * from journal.entry'],
] as const) {
  test(`the journal is not ${what} by the application`, async () => {
    await assert.rejects(kit.database.app.query({ text }), (error) => sqlState(error) === '42501')
  })
}

for (const [what, text] of [
  ['updated', "update journal.entry set act = 'x'"],
  ['deleted', 'delete from journal.entry'],
  ['truncated', 'truncate journal.entry'],
] as const) {
  test(`the journal is not ${what} by its owner either`, async () => {
    await assert.rejects(kit.database.owner.query({ text }), (error) => sqlState(error) === 'CN003')
  })
}

test('the heads of the chains are out of reach', async () => {
  await assert.rejects(
    kit.database.app.query({ text: 'select * from journal.chain' }),
    (error) => sqlState(error) === '42501',
  )
})

test('the journal itself is read only behind an entry', async () => {
  assert.equal(await count(kit.database.app, 'journal.entry'), 0)
})

test('the application owns nothing and can make nothing', async () => {
  const owned = await kit.database.app.query({ text: "select 1 from pg_class where relowner = 'carnet_app'::regrole" })
  assert.deepEqual(owned, [])
  for (const text of [
    'create table public.x ()',
    'create schema x',
    'create role x',
    'alter table vault.document disable row level security',
  ]) {
    await assert.rejects(kit.database.app.query({ text }), (error) => sqlState(error) === '42501', text)
  }
})

test('an old entry with the number of this transaction opens nothing: a database restored elsewhere begins its numbers anew', async () => {
  const copied = `insert into journal.entry (space_id, audience, n, at, effect, reach, act, transaction_id, commitment, body, hash)
    select space_id, audience, 1000000 + n, at - interval '1 hour', 'permit', 'change', act, pg_current_xact_id(), commitment, body, hash
      from journal.entry where space_id = $1 order by n limit 1`
  const seen = await kit.database.owner
    .transaction(async (connection) => {
      await connection.query({ text: copied, values: [mine] })
      const [row] = await connection.query<{ visited: string | null; changed: string | null }>({
        text: 'select journal.visited() as visited, journal.changed() as changed',
      })
      throw Object.assign(new Error('roll back'), { row })
    })
    .catch((error: unknown) => (error instanceof Error && 'row' in error ? error.row : error))
  assert.deepEqual(seen, { visited: null, changed: null })
})

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { fixedClock, systemClock } from '../clock.ts'
import { Problem } from '../problem.ts'
import { assertSafeDatabase } from './assert-safe-database.ts'
import type { Connection } from './connection.ts'
import { createDatabase } from './database.ts'

let database: TestDatabase
before(async () => {
  database = await createTestDatabase()
})
after(() => database.drop())

const refuses = (reason: string) => (error: unknown) => error instanceof Problem && error.reason === reason

/** The real answer of the server, as the application, with some facts changed: test servers need not be durable. */
const answering = (changes: Record<string, unknown>): Connection => {
  const durable = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' }
  return {
    query: async <Row>(statement: { text: string }) => {
      const rows = await database.app.query<Row>(statement)
      return rows.map((row) => ({ ...row, ...durable, ...changes }))
    },
  }
}

test('the migrated schema is safe for the application as it logs in', () => assertSafeDatabase(answering({})))

describe('unsafe settings are refused by name', () => {
  const table: [Record<string, unknown>, string][] = [
    [{ fsync: 'off' }, 'database-fsync-off'],
    [{ full_page_writes: 'off' }, 'database-full-page-writes-off'],
    [{ synchronous_commit: 'off' }, 'database-synchronous-commit-off'],
    [{ superuser: true }, 'database-role-superuser'],
    [{ bypasses_rls: true }, 'database-role-bypasses-row-security'],
  ]
  for (const [changes, reason] of table) {
    test(reason, () => assert.rejects(assertSafeDatabase(answering(changes)), refuses(reason)))
  }
})

test('a server that is not durable is refused by what it says itself', async () => {
  const superuser = createDatabase(database.logins.superuser)
  const [row] = await superuser.query<{ fsync: string }>({ text: `select current_setting('fsync') as fsync` })
  const expected = row?.fsync === 'off' ? 'database-fsync-off' : 'database-role-superuser'
  await assert.rejects(assertSafeDatabase(superuser), refuses(expected))
  await superuser.close()
})

test('the owner of tables, and the owner of nothing but the database, are refused', async () => {
  const asOwner: Connection = {
    query: async <Row>(statement: { text: string }) =>
      (await database.owner.query<Row>(statement)).map((row) => ({
        ...row,
        fsync: 'on',
        full_page_writes: 'on',
        synchronous_commit: 'on',
      })),
  }
  await assert.rejects(assertSafeDatabase(asOwner), refuses('database-role-owns'))
  await assert.rejects(assertSafeDatabase(answering({ may_create: true })), refuses('database-role-may-create'))
})

test('clocks more than two seconds apart are refused', async () => {
  const late = fixedClock(new Date(systemClock.now().getTime() - 5_000).toISOString())
  await assert.rejects(assertSafeDatabase(answering({}), late), refuses('database-clock-apart'))
})

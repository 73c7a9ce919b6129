import assert from 'node:assert/strict'
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'

import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { Problem } from '../problem.ts'
import { createDatabase } from './database.ts'
import { migrate } from './migrate.ts'

let database: TestDatabase
let folder: string
beforeEach(async () => {
  database = await createTestDatabase({ empty: true })
  folder = mkdtempSync(join(tmpdir(), 'carnet-migrations-'))
  write('0001-one.sql', 'create table one (id int); insert into one values (1);')
  write('0002-two.sql', 'create table two (id int);\ncreate table three (id int);')
})
afterEach(async () => {
  rmSync(folder, { recursive: true })
  await database.drop()
})

const write = (file: string, text: string): void => writeFileSync(join(folder, file), text)
const tables = async (): Promise<string[]> => {
  const rows = await database.owner.query<{ relname: string }>({
    text: `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
  })
  return rows.map(({ relname }) => relname).filter((name) => name !== 'platform_migration')
}
const refuses = (reason: string, file: string) => (error: unknown) =>
  error instanceof Problem && error.reason === reason && error.details['file'] === file

test('applies each file once, in order, and says so', async () => {
  const told: string[] = []
  const onProgress = ({ file, applied, count }: { file: string; applied: number; count: number }): void => {
    told.push(`${file} ${applied}/${count}`)
  }
  assert.equal(await migrate(database.owner, { folder, onProgress }), 2)
  assert.equal(await migrate(database.owner, { folder, onProgress }), 0)
  assert.deepEqual(told, ['0001-one.sql 1/2', '0002-two.sql 2/2'])
  assert.deepEqual(await tables(), ['one', 'three', 'two'])
})

test('refuses an edited file by its name, and touches nothing', async () => {
  await migrate(database.owner, { folder })
  write('0001-one.sql', 'create table one (id bigint)')
  write('0003-more.sql', 'create table more (id int)')
  await assert.rejects(migrate(database.owner, { folder }), refuses('migration-edited', '0001-one.sql'))
  assert.deepEqual(await tables(), ['one', 'three', 'two'])
})

test('refuses a database newer than the program, and a gap in the numbers', async () => {
  await migrate(database.owner, { folder })
  rmSync(join(folder, '0002-two.sql'))
  await assert.rejects(migrate(database.owner, { folder }), refuses('migration-unknown', '0002-two.sql'))
  renameSync(join(folder, '0001-one.sql'), join(folder, '0004-one.sql'))
  await assert.rejects(migrate(database.owner, { folder }), refuses('migration-misnumbered', '0004-one.sql'))
})

test('a failing file leaves nothing of itself, keeps the files before it, and the next run goes on', async () => {
  write('0002-two.sql', 'create table two (id int); select 1/0;')
  await assert.rejects(migrate(database.owner, { folder }), refuses('migration-failed', '0002-two.sql'))
  assert.deepEqual(await tables(), ['one'])
  write('0002-two.sql', 'create table two (id int);')
  assert.equal(await migrate(database.owner, { folder }), 1)
  assert.deepEqual(await tables(), ['one', 'two'])
})

test('a migration cut off in the middle leaves whole files only', async () => {
  write('0002-two.sql', 'create table two (id int); select pg_terminate_backend(pg_backend_pid());')
  await assert.rejects(migrate(database.owner, { folder }), Problem)
  assert.deepEqual(await tables(), ['one'])
})

test('two processes that migrate at once apply each file once', async () => {
  write('0002-two.sql', 'create table two (id int); select pg_sleep(0.1);')
  const other = createDatabase(database.logins.owner)
  const counts = await Promise.all([migrate(database.owner, { folder }), migrate(other, { folder })])
  await other.close()
  assert.equal(counts[0] + counts[1], 2)
  assert.deepEqual(await tables(), ['one', 'two'])
})

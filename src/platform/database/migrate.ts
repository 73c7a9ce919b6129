import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { Problem } from '../problem.ts'
import { projectRoot } from '../project.ts'
import { sqlState, type Connection, type Database } from './database.ts'

/** Told after each file that was applied: `applied` of `count` files of the folder are now in the database. */
export interface MigrationProgress {
  readonly file: string
  readonly applied: number
  readonly count: number
}

/** Another folder than the project's (tests), and whom to tell. */
export interface MigrationOptions {
  readonly folder?: string
  readonly onProgress?: (progress: MigrationProgress) => void
}

interface Migration {
  readonly file: string
  readonly text: string
  readonly sha256: string
}

// Any number nobody else locks; every process that migrates asks for the same one.
const lockKey = 7_265_231

const createTable: string = `create table if not exists public.platform_migration (
  file       text primary key,
  sha256     text        not null,
  applied_at timestamptz not null default now()
)`

const readMigrations = (folder: string): Migration[] =>
  readdirSync(folder)
    .filter((file) => /^\d{4}-.+\.sql$/.test(file))
    .toSorted()
    .map((file) => {
      const text = readFileSync(join(folder, file), 'utf8')
      return { file, text, sha256: createHash('sha256').update(text).digest('hex') }
    })

const checkNumbers = (migrations: readonly Migration[]): void => {
  for (const [index, { file }] of migrations.entries()) {
    const expected = String(index + 1).padStart(4, '0')
    if (!file.startsWith(expected)) throw new Problem('fault', 'migration-misnumbered', { details: { file, expected } })
  }
}

const checkUnchanged = (migrations: readonly Migration[], done: ReadonlyMap<string, string>): void => {
  for (const { file, sha256 } of migrations) {
    const known = done.get(file)
    if (known !== undefined && known !== sha256)
      throw new Problem('conflict', 'migration-edited', { details: { file } })
  }
  const present = new Set(migrations.map(({ file }) => file))
  const missing = [...done.keys()].find((file) => !present.has(file))
  if (missing !== undefined) throw new Problem('conflict', 'migration-unknown', { details: { file: missing } })
}

const readDone = async (connection: Connection): Promise<Map<string, string>> => {
  const rows = await connection.query<{ file: string; sha256: string }>({
    text: 'select file, sha256 from public.platform_migration',
  })
  return new Map(rows.map((row) => [row.file, row.sha256]))
}

const lock = async (connection: Connection): Promise<void> => {
  await connection.query({ text: 'select pg_advisory_xact_lock($1)', values: [lockKey] })
}

const runFile = async (connection: Connection, { file, text }: Migration): Promise<void> => {
  try {
    await connection.query({ text })
  } catch (cause) {
    const state = sqlState(cause)
    if (state === undefined) throw cause
    throw new Problem('fault', 'migration-failed', { details: { file, state }, cause })
  }
}

/** Applies one file in a transaction of its own, unless another process did while we waited for the lock. */
const applyOne = (owner: Database, migration: Migration): Promise<boolean> =>
  owner.transaction(async (connection) => {
    await lock(connection)
    const done = await readDone(connection)
    if (done.has(migration.file)) return false
    await runFile(connection, migration)
    await connection.query({
      text: 'insert into public.platform_migration (file, sha256) values ($1, $2)',
      values: [migration.file, migration.sha256],
    })
    return true
  })

/**
 * Brings the database, reached as its owner, to this version: every file of migrations/ not yet applied, in order, each in its
 * own transaction, so that an interruption leaves whole files only and the next run goes on. Gives how many were applied.
 * Throws Problem `migration-edited` when an applied file has changed since, `migration-unknown` when the database is newer
 * than this program, `migration-failed` with the file at fault.
 */
export const migrate = async (owner: Database, options: MigrationOptions = {}): Promise<number> => {
  const migrations = readMigrations(options.folder ?? join(projectRoot, 'migrations'))
  checkNumbers(migrations)
  const done = await owner.transaction(async (connection) => {
    await lock(connection)
    await connection.query({ text: createTable })
    return readDone(connection)
  })
  checkUnchanged(migrations, done)
  let count = 0
  for (const [index, migration] of migrations.entries()) {
    if (done.has(migration.file) || !(await applyOne(owner, migration))) continue
    count += 1
    options.onProgress?.({ file: migration.file, applied: index + 1, count: migrations.length })
  }
  return count
}

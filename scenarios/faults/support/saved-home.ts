import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { createDatabase, type Database } from '../../../src/platform/database/database.ts'
import { migrate } from '../../../src/platform/database/migrate.ts'
import { projectRoot } from '../../../src/platform/project.ts'
import type { TestDatabase } from '../../../tests/support/database.ts'
import type { Installation } from '../../../tests/support/installation.ts'
import { blobFolder } from '../../conformance/support/stored-things.ts'

const shape = Type.Object({
  /** the last migration that the version had which wrote this home */
  lastMigration: Type.String(),
  /** rows of every table, as JSON */
  tables: Type.Record(Type.String(), Type.Array(Type.Unknown())),
  /** the file of root keys, base64 */
  rootKey: Type.String(),
  /** sealed objects by their path below the blob folder, base64 */
  objects: Type.Record(Type.String(), Type.String()),
})

/** Everything a home holds, independent of the database's own file format: rows, root keys and sealed objects. */
export type SavedHome = Static<typeof shape>

/** Reads a saved home that a release left beside the tests. */
export const readSavedHome = async (file: string): Promise<SavedHome> =>
  Compile(shape).Parse(JSON.parse(await readFile(file, 'utf8')))

const migrations = async (): Promise<string[]> =>
  (await readdir(join(projectRoot, 'migrations'))).filter((file) => file.endsWith('.sql')).toSorted()

/** Looks behind row security: what lies in the tables, whoever may see it. */
export const asSuperuser = async <T>(
  { logins }: TestDatabase,
  work: (superuser: Database) => Promise<T>,
): Promise<T> => {
  const superuser = createDatabase({ ...logins.superuser, max: 1 })
  return work(superuser).finally(() => superuser.close())
}

const tablesText = `select format('%I.%I', schemaname, tablename) as name from pg_tables
  where schemaname in ('platform', 'directory', 'keys', 'access', 'journal', 'vault', 'enrolment') order by 1`

const readTables = (database: TestDatabase): Promise<SavedHome['tables']> =>
  asSuperuser(database, async (superuser) => {
    const tables: SavedHome['tables'] = {}
    for (const { name } of await superuser.query<{ name: string }>({ text: tablesText })) {
      const rows = await superuser.query<{ row: unknown }>({ text: `select to_jsonb(t) as row from ${name} t` })
      tables[name] = rows.map(({ row }) => row)
    }
    return tables
  })

const readObjects = async (folder: string): Promise<SavedHome['objects']> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const read = files.map(async (file) => [relative(folder, file), (await readFile(file)).toString('base64')] as const)
  return Object.fromEntries(await Promise.all(read))
}

/** Saves what an installation holds. Nobody may write meanwhile. */
export const saveHome = async (installation: Installation): Promise<SavedHome> => ({
  lastMigration: (await migrations()).at(-1) ?? '',
  tables: await readTables(installation.database),
  rootKey: (await readFile(installation.settings.rootKeyFile)).toString('base64'),
  objects: await readObjects(blobFolder(installation)),
})

/** Brings an empty database to the schema of an earlier version, as that version did. */
const migrateUpTo = async (last: string, owner: Database): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'carnet-migrations-'))
  const earlier = (await migrations()).filter((file) => file <= last)
  await Promise.all(earlier.map((file) => symlink(join(projectRoot, 'migrations', file), join(folder, file))))
  await migrate(owner, { folder }).finally(() => rm(folder, { recursive: true }))
}

const writeTables = (saved: SavedHome, database: TestDatabase): Promise<void> =>
  asSuperuser(database, async (superuser) => {
    // As a restore does it: rows come back as they were, and what a new row sets off stays still.
    await superuser.query({ text: 'set session_replication_role = replica' })
    for (const { name } of await superuser.query<{ name: string }>({ text: tablesText })) {
      const rows = JSON.stringify(saved.tables[name] ?? [])
      const text = `insert into ${name} overriding system value select * from jsonb_populate_recordset(null::${name}, $1::jsonb)`
      await superuser.query({ text, values: [rows] })
    }
  })

/**
 * Puts a saved home back where there is nothing yet: the schema of its version, its rows, keys and objects. Rows of tables that
 * a schema cut shorter by `lastMigration` has not are left out.
 */
export const restoreHome = async (saved: SavedHome, home: string, database: TestDatabase): Promise<void> => {
  await migrateUpTo(saved.lastMigration, database.owner)
  await writeTables(saved, database)
  await writeFile(join(home, 'root-key'), Buffer.from(saved.rootKey, 'base64'), { mode: 0o600 })
  for (const [path, content] of Object.entries(saved.objects)) {
    await mkdir(dirname(join(home, 'blobs', path)), { recursive: true })
    await writeFile(join(home, 'blobs', path), Buffer.from(content, 'base64'))
  }
}

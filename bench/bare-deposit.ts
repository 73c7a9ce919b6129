import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Connection, Database } from '../src/platform/database/database.ts'
import { randomId } from '../src/platform/ids.ts'
import type { Lane } from './closed-loop.ts'
import type { Patient } from './population.ts'

type Row = Record<string, unknown>

/** The rows of one real deposit, and how to write their like: the bar that W1 is measured against. */
export interface BareDeposit {
  /** One transaction that inserts the same rows. With `file`, after writing the same sealed bytes durably. */
  lane(options: { file: boolean }): Lane
}

interface Template {
  table: string
  row: Row
  copies: number
}

const tables: readonly { table: string; copies: number }[] = [
  { table: 'vault.document', copies: 1 },
  { table: 'vault.blob', copies: 1 },
  { table: 'vault.submission', copies: 1 },
  { table: 'directory.locator', copies: 3 },
  { table: 'directory.unique_id_locator', copies: 1 },
  { table: 'platform.outbox', copies: 1 },
]

const idColumns = new Set(['id', 'entry_uuid', 'logical_uuid', 'submission_id', 'blob_id', 'document_id'])
const hashColumns = new Set(['unique_id_hash', 'message_hash'])

const bare = (table: string): string => `bare.${table.split('.')[1]}`

const cloneTables = async (superuser: Database, patients: readonly Patient[]): Promise<void> => {
  const names = [...tables.map(({ table }) => table), 'journal.chain', 'journal.entry']
  await superuser.query({ text: 'drop schema if exists bare cascade' })
  await superuser.query({ text: 'create schema bare' })
  for (const table of names)
    await superuser.query({ text: `create table ${bare(table)} (like ${table} including all)` })
  await superuser.query({
    text: `insert into bare.chain select space_id, 'main', 0, sha256('') from unnest($1::uuid[]) as s (space_id)`,
    values: [patients.map(({ spaceId }) => spaceId)],
  })
}

const readTemplate = async (superuser: Database, table: string, where = 'true'): Promise<Row> => {
  const [row] = await superuser.query<Row>({ text: `select * from ${table} where ${where} limit 1` })
  if (!row) throw new Error(`no row of ${table} to take as a template`)
  return row
}

const freshValue = (name: string, value: unknown, spaceId: string): unknown => {
  if (name === 'space_id') return spaceId
  if (idColumns.has(name)) return randomId()
  return hashColumns.has(name) ? randomBytes(32) : value
}

const insertCopies = (connection: Connection, { table, row, copies }: Template, spaceId: string): Promise<unknown> => {
  const names = Object.keys(row)
  const values: unknown[] = []
  const lines: string[] = []
  for (let copy = 0; copy < copies; copy += 1) {
    const places = names.map((name) => {
      values.push(freshValue(name, row[name], spaceId))
      return `$${values.length}`
    })
    lines.push(`(${places.join(', ')})`)
  }
  const text = `insert into ${bare(table)} (${names.join(', ')}) values ${lines.join(', ')}`
  return connection.query({ name: `bare-${table}`, text, values })
}

const insertEntry = (connection: Connection, entry: Row, spaceId: string): Promise<unknown> => {
  const { n: _n, space_id: _space, ...rest } = entry
  const names = Object.keys(rest)
  const text = `with head as (update bare.chain set n = n + 1, hash = $2 where space_id = $1 and audience = 'main' returning n)
    insert into bare.entry (space_id, n, ${names.join(', ')})
    select $1, head.n, ${names.map((name, at) => `$${at + 3}::${typeOf(name)}`).join(', ')} from head`
  return connection.query({ name: 'bare-entry', text, values: [spaceId, randomBytes(32), ...Object.values(rest)] })
}

const types: Readonly<Record<string, string>> = {
  at: 'timestamptz',
  document_id: 'uuid',
  transaction_id: 'xid8',
  commitment: 'bytea',
  body: 'bytea',
  hash: 'bytea',
}
const typeOf = (name: string): string => types[name] ?? 'text'

const writeFile = async (folder: string, bytes: Buffer): Promise<void> => {
  const handle = await open(join(folder, randomId()), 'wx', 0o600)
  try {
    await handle.write(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
  const names = await open(folder, 'r')
  await names.sync().finally(() => names.close())
}

/** Prepares the reference: tables like ours with the same indexes and no row security, filled by one bare transaction each time. */
export const createBareDeposit = async (
  superuser: Database,
  patients: readonly Patient[],
  folder: string,
): Promise<BareDeposit> => {
  await cloneTables(superuser, patients)
  const templates: Template[] = []
  for (const one of tables) templates.push({ ...one, row: await readTemplate(superuser, one.table) })
  const entry = await readTemplate(superuser, 'journal.entry', "act = 'deposit-document'")
  const files = join(folder, 'bare-files')
  mkdirSync(files, { recursive: true })
  const size = Number(templates.find(({ table }) => table === 'vault.blob')?.row['size'] ?? 0)
  const sealed = randomBytes(size + 104)
  return {
    lane: ({ file }) => ({
      next: async () => {
        const spaceId = patients[Math.floor(Math.random() * patients.length)]?.spaceId ?? ''
        if (file) await writeFile(files, sealed)
        await superuser.pipeline((connection) =>
          Promise.all([
            insertEntry(connection, entry, spaceId),
            ...templates.map((template) => insertCopies(connection, template, spaceId)),
          ]),
        )
        return { ok: true, bytes: size }
      },
    }),
  }
}

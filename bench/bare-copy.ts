import type { Database } from '../src/platform/database/database.ts'

const mostParameters = 60_000

const columnsOf = async (superuser: Database, table: string): Promise<string[]> => {
  const [schema = '', name = ''] = table.split('.')
  const rows = await superuser.query<{ column_name: string }>({
    text: `select column_name from information_schema.columns where table_schema = $1 and table_name = $2
      and is_generated = 'NEVER' order by ordinal_position`,
    values: [schema, name],
  })
  return rows.map(({ column_name }) => column_name)
}

const placeholders = (rows: number, width: number): string =>
  Array.from(
    { length: rows },
    (_, row) => `(${Array.from({ length: width }, (_empty, at) => `$${row * width + at + 1}`).join(',')})`,
  ).join(',')

/** What is inserted again: a table, which of its rows, and how many rows a statement takes. */
export interface BareTable {
  table: string
  where: string
  rowsPerInsert: number
}

/** All rows of a table, 1,000 a statement. */
export const wholeTable = (table: string): BareTable => ({ table, where: 'true', rowsPerInsert: 1000 })

/** Inserts one table's rows again into an empty copy with the same indexes; gives the seconds of the inserts alone. */
const copyTable = async (superuser: Database, { table, where, rowsPerInsert }: BareTable): Promise<number> => {
  const columns = await columnsOf(superuser, table)
  const name = `bare.${table.replace('.', '_')}`
  await superuser.query({ text: `create table ${name} (like ${table} including all)` })
  const text = columns.map((column) => `${column}::text`).join(', ')
  const size = Math.min(rowsPerInsert, Math.floor(mostParameters / columns.length))
  let seconds = 0
  await superuser.transaction(async (reading) => {
    await reading.query({ text: `declare original no scroll cursor for select ${text} from ${table} t where ${where}` })
    for (;;) {
      const some = await reading.query<Record<string, string | null>>({ text: `fetch ${size} from original` })
      if (some.length === 0) return
      const statement = {
        text: `insert into ${name} (${columns.join(', ')}) values ${placeholders(some.length, columns.length)}`,
        values: some.flatMap((row) => columns.map((column) => row[column])),
      }
      const startedAt = performance.now()
      await superuser.query(statement)
      seconds += (performance.now() - startedAt) / 1000
    }
  })
  return seconds
}

/** The same rows, indexes included, inserted by nobody's code but the driver's. Gives the seconds it took. */
export const bareCopy = async (superuser: Database, tables: readonly BareTable[]): Promise<number> => {
  await superuser.query({ text: 'drop schema if exists bare cascade' })
  await superuser.query({ text: 'create schema bare' })
  let seconds = 0
  for (const table of tables) seconds += await copyTable(superuser, table)
  await superuser.query({ text: 'drop schema bare cascade' })
  return seconds
}

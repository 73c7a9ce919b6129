import type { Database } from './database.ts'

/**
 * Takes every space and everything about them out of a database, as its owner: for `carnet demo reset` only. The service's own
 * keys and the space of nobody stay, so that a running process goes on. The guards of what is only ever added to are lifted for this one transaction.
 */
export const emptyDatabase = async (owner: Database, keptSpaceId: string): Promise<void> => {
  await owner.transaction(async (connection) => {
    const tables = await connection.query<{ name: string }>({
      text: `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
        where table_schema in ('platform', 'directory', 'access', 'journal', 'vault', 'enrolment') and table_type = 'BASE TABLE'
          and (table_schema, table_name) <> ('access', 'space')`,
    })
    const guarded = await connection.query<{ name: string }>({
      text: `select tgrelid::regclass::text as name from pg_trigger where tgname = 'never_truncated'`,
    })
    const guard = async (state: 'disable' | 'enable'): Promise<void> => {
      for (const { name } of guarded)
        await connection.query({ text: `alter table ${name} ${state} trigger never_truncated` })
    }
    await guard('disable')
    await connection.query({ text: `truncate ${tables.map(({ name }) => name).join(', ')}` })
    await guard('enable')
    for (const table of ['access.space', 'keys.space_key']) {
      await connection.query({ text: `delete from ${table} where space_id <> $1`, values: [keptSpaceId] })
    }
  })
}

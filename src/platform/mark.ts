import type { Connection } from './database/database.ts'

/** Whether something was once done in this installation. */
export const isMarked = async (connection: Connection, name: string): Promise<boolean> => {
  const rows = await connection.query({ text: 'select name from platform.mark where name = $1', values: [name] })
  return rows.length > 0
}

/** Notes that something is done in this installation, for every start to come. */
export const mark = async (connection: Connection, name: string): Promise<void> => {
  await connection.query({
    text: 'insert into platform.mark (name) values ($1) on conflict do nothing',
    values: [name],
  })
}

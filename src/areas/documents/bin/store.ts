import type { Database } from '../../../platform/database/database.ts'

/** The spaces in whose bin something is due, some at a time. */
export const listDue = async (database: Database, { now, most }: { now: Date; most: number }): Promise<string[]> => {
  const rows = await database.query<{ space_id: string }>({
    name: 'bin-due-spaces',
    text: 'select distinct space_id from directory.binned where until <= $1 limit $2',
    values: [now.toISOString(), most],
  })
  return rows.map(({ space_id: id }) => id)
}

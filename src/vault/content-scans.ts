import type { Database } from '../platform/database/database.ts'

/** What a virus scanner said of an object; `unscanned` where none was asked. */
export type Scan = 'unscanned' | 'waiting' | 'clean' | 'infected'

/** How many objects no reader gets: those the scanner has not answered for, and those it found something in. */
export interface ClosedContents {
  waiting: number
  infected: number
}

/**
 * Notes what the scanner said of an object; gives whether that is something else than it said before. What is gone meanwhile stays gone, and
 * what was found infected is not opened again by any later answer.
 */
export const noteScan = async (
  connection: Pick<Database, 'query'>,
  objectName: string,
  scan: Scan,
): Promise<boolean> => {
  const rows = await connection.query({
    name: 'scan-note',
    text: `update platform.blob_object set scan = $2 where name = $1 and scan not in ('infected', $2) returning 1`,
    values: [objectName, scan],
  })
  return rows.length > 0
}

/** Counts what is closed, without saying whose it is. */
export const countClosed = async (database: Database): Promise<ClosedContents> => {
  const [row] = await database.query<{ waiting: string; infected: string }>({
    text: `select count(*) filter (where scan = 'waiting') as waiting, count(*) filter (where scan = 'infected') as infected
      from platform.blob_object where scan in ('waiting', 'infected')`,
  })
  return { waiting: Number(row?.waiting ?? 0), infected: Number(row?.infected ?? 0) }
}

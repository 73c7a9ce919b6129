import type { Connection } from '../../platform/database/database.ts'
import type { Figure, Sum } from './types.ts'

const addSql = `insert into feeding.tally as t (month, facility_id, software_id, type_code, figure, reason, n)
  select * from unnest($1::date[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[])
  on conflict (month, facility_id, software_id, type_code, figure, reason) do update set n = t.n + excluded.n`

/** Adds sums, in one statement. They come sorted by their keys: two processes that add at once never wait for each other in a circle. */
export const addSums = async (connection: Connection, sums: readonly Sum[]): Promise<void> => {
  const column = <K extends keyof Sum>(key: K): Sum[K][] => sums.map((sum) => sum[key])
  await connection.query({
    name: 'feeding-add',
    text: addSql,
    values: [
      column('month'),
      column('facilityId'),
      column('softwareId'),
      column('typeCode'),
      column('figure'),
      column('reason'),
      column('n'),
    ],
  })
}

/** Forgets the sums of months before one; gives how many. */
export const deleteSums = async (connection: Connection, before: string): Promise<number> => {
  const text = 'delete from feeding.tally where month < $1 returning 1 as gone'
  return (await connection.query({ text, values: [before] })).length
}

interface SumRow {
  month: string
  facility_id: string
  software_id: string
  type_code: string
  figure: Figure
  reason: string
  n: string
}

/** The sums since a month: of everybody, of one facility, or of one software. */
export const selectSums = async (
  connection: Connection,
  wanted: { since: string; facilityId?: string; softwareId?: string },
): Promise<Sum[]> => {
  const rows = await connection.query<SumRow>({
    name: 'feeding-sums',
    text: `select month::text, facility_id, software_id, type_code, figure, reason, n from feeding.tally
      where month >= $1 and ($2::text is null or facility_id = $2) and ($3::text is null or software_id = $3)`,
    values: [wanted.since, wanted.facilityId ?? null, wanted.softwareId ?? null],
  })
  return rows.map(({ facility_id: facilityId, software_id: softwareId, type_code: typeCode, n, ...row }) => ({
    ...row,
    facilityId,
    softwareId,
    typeCode,
    n: Number(n),
  }))
}

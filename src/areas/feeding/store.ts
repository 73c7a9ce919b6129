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

/** Which sums: since a month, of one facility or software, of some types and figures; what is absent is everything. */
export interface WantedSums {
  since: string
  facilityId?: string
  softwareId?: string
  typeCodes?: readonly string[]
  figures?: readonly Figure[]
}

/** The sums that are wanted. */
export const selectSums = async (connection: Connection, wanted: WantedSums): Promise<Sum[]> => {
  const rows = await connection.query<SumRow>({
    name: 'feeding-sums',
    text: `select month::text, facility_id, software_id, type_code, figure, reason, n from feeding.tally
      where month >= $1 and ($2::text is null or facility_id = $2) and ($3::text is null or software_id = $3)
        and ($4::text[] is null or type_code = any ($4)) and ($5::text[] is null or figure = any ($5))`,
    values: [
      wanted.since,
      wanted.facilityId ?? null,
      wanted.softwareId ?? null,
      wanted.typeCodes ?? null,
      wanted.figures ?? null,
    ],
  })
  return rows.map(({ facility_id: facilityId, software_id: softwareId, type_code: typeCode, n, ...row }) => ({
    ...row,
    facilityId,
    softwareId,
    typeCode,
    n: Number(n),
  }))
}

/** A producer that was asked to look at its figures. `askedAt`: ISO. */
export interface FeedNotice {
  id: string
  facilityId: string
  softwareId: string
  month: string
  askedAt: string
}

/** Writes that a producer is asked; false where it was in the same month. */
export const insertNotice = async (connection: Connection, notice: FeedNotice): Promise<boolean> => {
  const text = `insert into feeding.notice (id, facility_id, software_id, month, asked_at) values ($1, $2, $3, $4, $5)
    on conflict (facility_id, software_id, month) do nothing returning id`
  const { id, facilityId, softwareId, month, askedAt } = notice
  return (await connection.query({ text, values: [id, facilityId, softwareId, month, askedAt] })).length === 1
}

/** When a facility's producers, or those of a software, were asked, since a month; the last time first. */
export const selectNotices = async (
  connection: Connection,
  wanted: { since: string; facilityId?: string; softwareId?: string },
): Promise<FeedNotice[]> => {
  const rows = await connection.query<FeedNotice>({
    text: `select id, facility_id as "facilityId", software_id as "softwareId", month::text, asked_at as "askedAt"
      from feeding.notice where month >= $1 and ($2::text is null or facility_id = $2)
        and ($3::text is null or software_id = $3) order by asked_at desc`,
    values: [wanted.since, wanted.facilityId ?? null, wanted.softwareId ?? null],
  })
  return rows.map((row) => ({ ...row, askedAt: new Date(row.askedAt).toISOString() }))
}

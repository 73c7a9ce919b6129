import type { Connection, Database } from '../platform/database/database.ts'
import { Problem } from '../platform/problem.ts'

/** Where the journal and what happened do not agree, or its proofs were late, as the holder of a space is told. */
export interface Gap {
  kind: 'write-without-entry' | 'log-late'
  /** ISO instants; without an end it lasts */
  from: string
  to?: string
}

/** The same as the operator sees it, with its number and whose it is. */
export interface OpenGap {
  id: string
  kind: string
  space_id: string | null
  what: string
  began_at: string
  ended_at: string | null
}

/** A holder hears of a delay for as long after it ended. */
const toldDays = 30

const ownText = `select kind, began_at, ended_at from journal.gap
    where explained_at is null and kind in ('write-without-entry', 'log-late')
      and (space_id = $1 or space_id is null) and (ended_at is null or ended_at > now() - make_interval(days => ${toldDays}))
  union all
  select 'log-late', w.since, null from (select journal.waiting_since() as since) w
    where w.since < $2 and not exists (select from journal.gap where kind = 'log-late' and ended_at is null)
  order by 2 desc limit 10`

/** The gaps that the holder of a space is told of. Only inside a visit. A delay that nobody has noted yet is one. */
export const readGaps = async (connection: Connection, spaceId: string, lateSince: Date): Promise<Gap[]> => {
  const rows = await connection.query<{ kind: Gap['kind']; began_at: string; ended_at: string | null }>({
    name: 'journal-gaps',
    text: ownText,
    values: [spaceId, lateSince],
  })
  return rows.map(({ kind, began_at: from, ended_at: to }) => ({ kind, from, ...(to === null ? {} : { to }) }))
}

/** Everything that nobody has explained, the newest first; the owner of the tables sees whose. */
export const readOpenGaps = (owner: Connection): Promise<OpenGap[]> =>
  owner.query<OpenGap>({
    text: `select id, kind, space_id, what, began_at, ended_at from journal.gap
      where explained_at is null order by id desc limit 1000`,
  })

/** How many gaps nobody has explained; what waits for the public log since before that instant is one. */
export const countGaps = async (database: Pick<Database, 'query'>, lateSince: Date): Promise<number> => {
  const text = 'select journal.count_gaps($1) as count'
  const [row] = await database.query<{ count: string }>({ text, values: [lateSince] })
  return Number(row?.count ?? 0)
}

/** Says what a gap was; it stays on record. Problem `gap-unknown`. A delay that still lasts is ended by its cause, not by words. */
export const explainGap = async (owner: Connection, id: string, words: string): Promise<void> => {
  const rows = await owner.query({
    text: `update journal.gap set explanation = $2, explained_at = now()
      where id::text = $1 and explained_at is null and (kind <> 'log-late' or ended_at is not null) returning id`,
    values: [id, words],
  })
  if (rows.length === 0) throw new Problem('absent', 'gap-unknown', { details: { gap: id } })
}

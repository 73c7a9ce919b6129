import type { Act } from '../../access/types.ts'
import type { Connection } from '../../platform/database/database.ts'
import type { OwnDeed, OwnDeedsQuery } from './types.ts'

/** An act as it is kept, with the sealed name under which its doer saw the person. */
export interface DeedRow {
  id: string
  at: string
  space_id: string
  act: Act
  reason: string
  channel: OwnDeed['channel']
  document_id: string | null
  name: Buffer | null
}

const feeding: readonly Act[] = ['deposit-document', 'update-document']

/** Whether an act `d` belongs to no visit to a minor alone: such a visit lasts so many minutes, or until it was ended. */
const outsideSecretVisit = (minutes: string): string => `not exists (select from access.deed b
    where b.party_id = d.party_id and b.space_id = d.space_id and b.act = 'begin-secret-visit'
      and b.id <= d.id and b.at > d.at - ${minutes} * interval '1 minute'
      and not exists (select from access.deed e where e.party_id = d.party_id and e.space_id = d.space_id
        and e.act = 'end-secret-visit' and e.id > b.id and e.id < d.id))`

/** A professional's acts before one of them, newest first. */
export const selectDeeds = (
  connection: Connection,
  query: Omit<OwnDeedsQuery, 'count'> & { partyId: string; secretMinutes: number; limit: number },
): Promise<DeedRow[]> =>
  connection.query<DeedRow>({
    name: 'deeds-own',
    text: `select d.id, d.at, d.space_id, d.act, d.reason, d.channel, d.document_id, s.name
      from access.deed d left join access.seen_person s on s.space_id = d.space_id and s.party_id = d.party_id
      where d.party_id = $1 and ($2::uuid is null or d.id < $2) and ($3::text[] is null or d.act = any($3))
        and ($5::timestamptz is null or d.at >= $5) and ($6::timestamptz is null or d.at < $6)
        and ($7 or ${outsideSecretVisit('$8::int')})
      order by d.id desc limit $4`,
    values: [
      query.partyId,
      query.before ?? null,
      query.onlyDeposits ? feeding : null,
      query.limit,
      query.from ?? null,
      query.to ?? null,
      query.withSecret,
      query.secretMinutes,
    ],
  })

/** Whom a professional saw on a day and since an instant of it, the last one first; visits to a minor alone are not told. */
export const selectSeen = (
  connection: Connection,
  { partyId, since, secretMinutes }: { partyId: string; since: string; secretMinutes: number },
): Promise<{ space_id: string; name: Buffer; at: string }[]> =>
  connection.query({
    name: 'deeds-today',
    text: `select d.space_id, s.name, max(d.at) as at
      from access.deed d join access.seen_person s on s.space_id = d.space_id and s.party_id = d.party_id
      where d.party_id = $1 and d.at >= $2 and ${outsideSecretVisit('$3::int')} group by d.space_id, s.name order by max(d.at) desc limit 50`,
    values: [partyId, since, secretMinutes],
  })

/** The last act of a professional in a space before an instant. */
export const selectLast = async (
  connection: Connection,
  { partyId, spaceId, before }: { partyId: string; spaceId: string; before: string },
): Promise<string | undefined> => {
  const [row] = await connection.query<{ at: string }>({
    name: 'deeds-last',
    text: `select at from access.deed where space_id = $1 and party_id = $2 and at < $3 order by at desc limit 1`,
    values: [spaceId, partyId, before],
  })
  return row?.at
}

/** Keeps the sealed name under which a professional saw whom, once a day. */
export const upsertSeen = async (
  connection: Connection,
  seen: { spaceId: string; partyId: string; day: string; name: Buffer },
): Promise<void> => {
  await connection.query({
    name: 'seen-upsert',
    text: `insert into access.seen_person as s (space_id, party_id, seen_on, name) values ($1, $2, $3, $4)
      on conflict (space_id, party_id) do update set seen_on = excluded.seen_on, name = excluded.name
      where s.seen_on < excluded.seen_on`,
    values: [seen.spaceId, seen.partyId, seen.day, seen.name],
  })
}

/** Forgets acts before an instant, and the names of whom nothing is kept any more; gives how many acts. */
export const deleteDeeds = async (connection: Connection, before: string): Promise<number> => {
  const rows = await connection.query({ text: 'delete from access.deed where at < $1 returning id', values: [before] })
  await connection.query({ text: 'delete from access.seen_person where seen_on < $1', values: [before] })
  return rows.length
}

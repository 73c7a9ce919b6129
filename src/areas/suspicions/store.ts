import type { Connection } from '../../platform/database/database.ts'
import type { HourlyCount } from './rules.ts'
import type { AccessParty } from './types.ts'

/** A case as it is kept. Instants are ISO. */
export interface CaseRow {
  id: string
  source: string
  spaceId: string | null
  line: string | null
  seenAt: string | null
  reason: string | null
  counted: number | null
  party: AccessParty
  openedAt: string
  dueOn: string
  outcome: string | null
  answeredAt: string | null
  held: boolean
}

const columns = `c.id, c.source, c.space_id as "spaceId", c.line, c.seen_at as "seenAt", c.reason, c.counted,
  json_strip_nulls(json_build_object('id', c.party_id, 'name', c.party_name, 'profession', c.profession, 'facility', c.facility))
    as party, c.opened_at as "openedAt", c.due_on as "dueOn", c.outcome, c.answered_at as "answeredAt",
  exists (select from access.hold h where h.party_id = c.party_id) as held`

const listed = 500

/** Open cases, the most due first, then the newest answered ones. */
export const selectCases = (connection: Connection): Promise<CaseRow[]> =>
  connection.query<CaseRow>({
    text: `select ${columns} from suspicion.access_case c
      order by c.outcome is not null, case when c.outcome is null then c.due_on end, c.opened_at desc limit ${listed}`,
  })

/** One case. */
export const selectCase = async (connection: Connection, id: string): Promise<CaseRow | undefined> => {
  const [row] = await connection.query<CaseRow>({
    text: `select ${columns} from suspicion.access_case c where c.id = $1`,
    values: [id],
  })
  return row
}

/** The cases of a space, newest first. */
export const selectCasesOf = (connection: Connection, spaceId: string): Promise<CaseRow[]> =>
  connection.query<CaseRow>({
    text: `select ${columns} from suspicion.access_case c where c.space_id = $1 order by c.opened_at desc limit ${listed}`,
    values: [spaceId],
  })

/** A case about to be opened. */
export type NewCase = Omit<CaseRow, 'outcome' | 'answeredAt' | 'held'>

/** Opens a case; of a space there is one open case about a party at a time, and that one stays. Gives whether it was opened. */
export const insertCase = async (connection: Connection, one: NewCase): Promise<boolean> => {
  const { id, source, spaceId, line, seenAt, reason, counted, party, openedAt, dueOn } = one
  const rows = await connection.query({
    text: `insert into suspicion.access_case (id, source, space_id, line, seen_at, reason, counted, party_id, party_name, profession,
        facility, opened_at, due_on) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
      on conflict (space_id, party_id) where outcome is null and space_id is not null do nothing returning id`,
    values: [
      id,
      source,
      spaceId,
      line,
      seenAt,
      reason,
      counted,
      party.id,
      party.name,
      party.profession ?? null,
      party.facility ?? null,
      openedAt,
      dueOn,
    ],
  })
  return rows.length > 0
}

/** Answers an open case; gives whose it is, nothing where it was answered before. */
export const answerCase = async (
  connection: Connection,
  answer: { id: string; outcome: string; by: string; at: string },
): Promise<{ spaceId: string | null } | undefined> => {
  const [row] = await connection.query<{ spaceId: string | null }>({
    text: `update suspicion.access_case set outcome = $2, answered_by = $3, answered_at = $4 where id = $1 and outcome is null
      returning space_id as "spaceId"`,
    values: [answer.id, answer.outcome, answer.by, answer.at],
  })
  return row
}

/** Puts a party on hold; gives whether it was not already. */
export const insertHold = async (connection: Connection, partyId: string): Promise<boolean> => {
  const rows = await connection.query({
    text: 'insert into access.hold (party_id) values ($1) on conflict do nothing returning party_id',
    values: [partyId],
  })
  return rows.length > 0
}

/** Lifts the hold of the party that a case is about. */
export const deleteHold = async (connection: Connection, caseId: string): Promise<void> => {
  await connection.query({
    text: 'delete from access.hold where party_id = (select party_id from suspicion.access_case where id = $1)',
    values: [caseId],
  })
}

/** The hourly counts that are at least so high. */
export const selectCounts = (connection: Connection, kinds: readonly string[], least: number): Promise<HourlyCount[]> =>
  connection.query<HourlyCount>({
    text: `select party_id as "partyId", kind, period, is_facility as "isFacility", n from access.tally
      where kind = any ($1) and n >= $2 order by party_id, kind, period limit 1000`,
    values: [kinds, least],
  })

/** Takes a count away, so that it is judged once; gives whether it was still there. */
export const takeCount = async (connection: Connection, { partyId, kind, period }: HourlyCount): Promise<boolean> => {
  const rows = await connection.query({
    text: 'delete from access.tally where party_id = $1 and kind = $2 and period = $3 returning party_id',
    values: [partyId, kind, period],
  })
  return rows.length > 0
}

/** Forgets what was counted before an instant (ISO). */
export const deleteCounts = async (connection: Connection, before: string): Promise<void> => {
  await connection.query({ text: 'delete from access.tally where counted_at < $1', values: [before] })
}

/** The hours in which the whole country recorded at least so many consents of unrelated persons, and how many. */
export const selectNation = (connection: Connection, least: number): Promise<{ period: string; n: number }[]> =>
  connection.query({
    text: `select period, sum(n)::int as n from access.tally where kind = 'nation-consents' group by period having sum(n) >= $1`,
    values: [least],
  })

/** Takes the counts of such an hour away, so that it is judged once; gives whether they were still there. */
export const takeNation = async (connection: Connection, period: string): Promise<boolean> => {
  const text = `delete from access.tally where kind = 'nation-consents' and period = $1 returning party_id`
  return (await connection.query({ text, values: [period] })).length > 0
}

/**
 * Cases follow their holder into another space, all of them or those named; gives which. Of two open ones about one party the other stays
 * where it is: the operator answers both.
 */
export const moveCases = async (
  connection: Connection,
  { from, to }: { from: string; to: string },
  ids?: readonly string[],
): Promise<string[]> => {
  const rows = await connection.query<{ id: string }>({
    text: `update suspicion.access_case c set space_id = $2 where space_id = $1 and ($3::uuid[] is null or id = any ($3))
        and (outcome is not null or not exists (select from suspicion.access_case o
          where o.space_id = $2 and o.party_id = c.party_id and o.outcome is null)) returning id`,
    values: [from, to, ids ?? null],
  })
  return rows.map(({ id }) => id)
}

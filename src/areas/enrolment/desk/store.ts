import type { Connection } from '../../../platform/database/database.ts'
import { ofAgeSql } from '../register/store.ts'
import type { CodeStanding } from './code-types.ts'
import type { RefusalLine } from './refusal-types.ts'
import type { DeskChannel, TodayView } from './types.ts'
import { isLater } from '../../../platform/calendar.ts'

/** A case as kept. Instants are ISO. */
export interface CaseRow {
  id: string
  personId: string
  staffId: string
  channel: DeskChannel
  reason: string
  openedAt: string
  endsAt: string
}

/** Opens a case. */
export const insertCase = async (connection: Connection, row: CaseRow): Promise<void> => {
  await connection.query({
    name: 'desk-case-insert',
    text: `insert into enrolment.desk_case (id, person_id, staff_id, channel, reason, opened_at, ends_at)
      values ($1, $2, $3, $4, $5, $6, $7)`,
    values: [row.id, row.personId, row.staffId, row.channel, row.reason, row.openedAt, row.endsAt],
  })
}

/** The case with an id, if it is this member's of the staff and not over. */
export const selectCase = async (
  connection: Connection,
  id: string,
  { staffId, now }: { staffId: string; now: string },
): Promise<CaseRow | undefined> => {
  const [row] = await connection.query<CaseRow>({
    name: 'desk-case-select',
    text: `select id, person_id as "personId", staff_id as "staffId", channel, reason, opened_at as "openedAt", ends_at as "endsAt"
      from enrolment.desk_case where id = $1 and staff_id = $2 and ends_at > $3`,
    values: [id, staffId, now],
  })
  return row
}

/** The person behind an exception that is still open. */
export const selectExceptionPerson = async (connection: Connection, id: string): Promise<string | undefined> => {
  const text = `select person_id from enrolment.exception_case where id = $1 and state = 'open'`
  const [row] = await connection.query<{ person_id: string }>({ text, values: [id] })
  return row?.person_id
}

/** Where the last code of a person stands. */
export const selectCodeStanding = async (
  connection: Connection,
  personId: string,
  now: string,
): Promise<CodeStanding> => {
  const [row] = await connection.query<{ issuedAt: string; expiresAt: string; usedAt: string | null }>({
    name: 'desk-code-standing',
    text: `select issued_at as "issuedAt", expires_at as "expiresAt", used_at as "usedAt" from enrolment.code
      where person_id = $1 order by issued_at desc, used_at nulls first limit 1`,
    values: [personId],
  })
  if (row === undefined) return { state: 'none' }
  const { issuedAt, expiresAt, usedAt } = row
  if (usedAt !== null) return { state: 'used', issuedAt, expiresAt, usedAt }
  return { state: isLater(expiresAt, now) ? 'live' : 'expired', issuedAt, expiresAt }
}

// In the words of the indexes of migrations/0012.
const decisionSql = `kind in ('opposed', 'opposed-late', 'closed', 'erasure-requested')`
const byLetterSql = `${decisionSql} and detail ? 'receivedOn'`

/** Whether an event took effect on a later civil day than its letter came; `zone` names the parameter with the time zone. */
const lateSql = (zone: string): string =>
  `coalesce(detail ->> 'receivedOn' < to_char(at at time zone ${zone}, 'YYYY-MM-DD'), false)`

/** What was refused, closed or is to be erased between two instants, newest first; `before` is the end of the page before. */
export const selectRefusals = (
  connection: Connection,
  asked: { from: string; to: string; zone: string; late: boolean; before: string | null; limit: number },
): Promise<RefusalLine[]> => {
  const { from, to, zone, late, before, limit } = asked
  return connection.query<RefusalLine>({
    name: late ? 'desk-late-refusals' : 'desk-refusals',
    text: `select person_id as "personId", id as "eventId", at, channel, detail ->> 'receivedOn' as "receivedOn",
        ${lateSql('$6')} as late,
        case kind when 'closed' then 'closure' when 'erasure-requested' then 'erasure' else 'opposition' end as kind
      from enrolment.event where ${late ? `${byLetterSql} and ${lateSql('$6')}` : decisionSql} and at >= $1 and at < $2
        and ($3::timestamptz is null or (at, person_id) < ($3::timestamptz, $4::uuid))
      order by at desc, person_id desc limit $5`,
    values: [from, to, ...splitCursor(before), limit, zone],
  })
}

/** How many decisions between two instants took effect on a later day than their letter came. */
export const countLateRefusals = async (
  connection: Connection,
  { from, to, zone }: { from: string; to: string; zone: string },
): Promise<number> => {
  const [row] = await connection.query<{ count: number }>({
    text: `select count(*)::float8 as count from enrolment.event
      where ${byLetterSql} and ${lateSql('$3')} and at >= $1 and at < $2`,
    values: [from, to, zone],
  })
  return row?.count ?? 0
}

const splitCursor = (cursor: string | null): [string | null, string | null] => {
  const [at, personId] = cursor?.split('|') ?? []
  return at === undefined || personId === undefined ? [null, null] : [at, personId]
}

/** No more of each kind than this are counted for a page: who reads the number then reads "or more". */
export const mostDueCounted = 100_000

// Each kind by itself, so that a wave of openings hides nothing else; its name in the text, for the index of the rare ones.
const dueSql = ['close', 'erase', 'open']
  .map(
    (kind) => `(select due_kind, due_at from enrolment.person where due_kind = '${kind}' and due_at < $3
        order by due_at limit $4)`,
  )
  .join(' union all ')

// Majorities fall due at the midnight that begins their day.
const majoritiesSql = `(select 'come-of-age' as due_kind, minor_until::timestamp at time zone $5 as due_at from enrolment.person
    where ${ofAgeSql('(($3::timestamptz at time zone $5)::date - 1)')} order by minor_until limit $4)`

/** What falls due until `until`, by what is to be done: what is late already, today's part, and all of it. */
export const selectDueCounts = (
  connection: Connection,
  { now, tomorrow, until, zone }: { now: string; tomorrow: string; until: string; zone: string },
): Promise<TodayView['due']> =>
  connection.query<TodayView['due'][number]>({
    text: `with due as (${dueSql} union all ${majoritiesSql})
      select due_kind as kind, count(*) filter (where due_at <= $1)::float8 as late,
        count(*) filter (where due_at < $2)::float8 as today, count(*)::float8 as week
      from due group by due_kind order by due_kind`,
    values: [now, tomorrow, until, mostDueCounted, zone],
  })

/** The exceptions that wait, by kind, with the age of the oldest. */
export const selectExceptionCounts = (connection: Connection): Promise<TodayView['exceptions']> =>
  connection.query<TodayView['exceptions'][number]>({
    text: `select kind, count(*)::float8 as open, min(opened_at) as "oldestAt" from enrolment.exception_case
      where state = 'open' group by kind order by min(opened_at)`,
  })

/** How many deaths that a file told before an instant have frozen nothing yet. Parked ones are counted with all that is. */
export const countUnfrozen = async (connection: Connection, before: string): Promise<number> => {
  const [row] = await connection.query<{ count: number }>({
    text: `select count(*)::float8 as count from platform.outbox
      where kind = 'person-died' and parked_at is null and created_at < $1`,
    values: [before],
  })
  return row?.count ?? 0
}

/** How many steps failed since an instant. */
export const countFailed = async (connection: Connection, since: string): Promise<number> => {
  const [row] = await connection.query<{ count: number }>({
    text: `select count(*)::float8 as count from enrolment.event
      where kind in ('open-failed', 'close-failed', 'erase-failed', 'came-of-age-failed') and at >= $1`,
    values: [since],
  })
  return row?.count ?? 0
}

/** How many codes of one kind were sent anew in the week of a Monday (YYYY-MM-DD). */
export interface CodeWeekRow {
  week: string
  channel: string
  origin: string
  count: number
}

/** The weeks from one Monday to before another. */
export interface Weeks {
  from: string
  to: string
}

/** How many codes to open or refuse with were sent anew, by civil week, channel and wish. */
export const selectCodeWeeks = (connection: Connection, { from, to }: Weeks, zone: string): Promise<CodeWeekRow[]> =>
  connection.query<CodeWeekRow>({
    text: `select to_char(date_trunc('week', issued_at at time zone $3), 'YYYY-MM-DD') as week, channel, origin,
        count(*)::float8 as count
      from enrolment.code where origin <> 'notice' and purpose = 'entry'
        and issued_at >= $1::date::timestamp at time zone $3 and issued_at < $2::date::timestamp at time zone $3
      group by 1, 2, 3`,
    values: [from, to, zone],
  })

/** How many codes were held back by a limit, by civil week. */
export const selectHeldWeeks = (
  connection: Connection,
  { from, to }: Weeks,
): Promise<{ week: string; count: number }[]> =>
  connection.query({
    text: `select to_char(date_trunc('week', day), 'YYYY-MM-DD') as week, sum(count)::float8 as count from enrolment.code_held
      where day >= $1::date and day < $2::date group by 1`,
    values: [from, to],
  })

/** The open cases in which hints of fraud were raised, the oldest first. */
export const selectHintCases = (connection: Connection, limit: number): Promise<{ id: string; openedAt: string }[]> =>
  connection.query({
    text: `select id, opened_at as "openedAt" from enrolment.exception_case
      where kind = 'code-hints' and state = 'open' order by opened_at, id limit $1`,
    values: [limit],
  })

/** Forgets cases that were over a day ago: the record of the staff keeps what was done. */
export const sweepCases = async (connection: Connection, before: string): Promise<void> => {
  await connection.query({ text: 'delete from enrolment.desk_case where ends_at < $1', values: [before] })
}

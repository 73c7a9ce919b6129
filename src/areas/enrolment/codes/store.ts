import type { Connection } from '../../../platform/database/database.ts'

/** A code as kept: whose, and until when. Instants are ISO. */
export interface CodeRow {
  personId: string
  issuedAt: string
  expiresAt: string
  usedAt: string | null
}

interface Row {
  person_id: string
  issued_at: string
  expires_at: string
  used_at: string | null
}

/** How a code left. */
export type CodeChannel = 'mail' | 'sms' | 'letter'

/** Codes about to be kept, one for each person in order. */
export interface NewCodes {
  hashes: readonly Buffer[]
  personIds: readonly string[]
  origin: string
  channel: CodeChannel
  issuedAt: string
  expiresAt: string
}

/** Keeps the hashes of fresh codes: one statement for a whole batch. `again`: one that is kept already stays as it is. */
export const insertCodes = async (connection: Connection, codes: NewCodes, again = false): Promise<void> => {
  const { hashes, personIds, origin, channel, issuedAt, expiresAt } = codes
  await connection.query({
    name: again ? 'codes-insert-again' : 'codes-insert',
    text: `insert into enrolment.code (code_hash, person_id, origin, channel, issued_at, expires_at)
      select hash, person, $3, $4, $5, $6 from unnest($1::bytea[], $2::uuid[]) as fresh (hash, person)${again ? ' on conflict do nothing' : ''}`,
    values: [hashes, personIds, origin, channel, issuedAt, expiresAt],
  })
}

/** The code with this hash. */
export const selectCode = async (connection: Connection, hash: Buffer): Promise<CodeRow | undefined> => {
  const text = 'select person_id, issued_at, expires_at, used_at from enrolment.code where code_hash = $1'
  const [row] = await connection.query<Row>({ name: 'code-select', text, values: [hash] })
  return row && { personId: row.person_id, issuedAt: row.issued_at, expiresAt: row.expires_at, usedAt: row.used_at }
}

/** Uses up every code of a person; gives how many were still unused. */
export const useCodes = async (connection: Connection, personId: string, at: string): Promise<number> => {
  const text = `update enrolment.code set used_at = $2 where person_id = $1 and used_at is null returning code_hash`
  return (await connection.query({ name: 'codes-use', text, values: [personId, at] })).length
}

/** Whether a person has a code that nobody has used. */
export const selectUnused = async (connection: Connection, personId: string): Promise<boolean> => {
  const text = 'select 1 as one from enrolment.code where person_id = $1 and used_at is null limit 1'
  return (await connection.query({ name: 'codes-unused', text, values: [personId] })).length > 0
}

/** A code of somebody's as it was made. */
export interface MadeCode {
  at: string
  origin: string
  channel: CodeChannel
}

/** The codes made for a person since an instant, newest first. */
export const selectMade = (connection: Connection, personId: string, since: string): Promise<MadeCode[]> =>
  connection.query<MadeCode>({
    name: 'codes-made',
    text: `select issued_at as at, origin, channel from enrolment.code where person_id = $1 and issued_at >= $2
      order by issued_at desc`,
    values: [personId, since],
  })

/** Counts a code that was asked for and held back by a limit. `day`: YYYY-MM-DD. */
export const countHeld = async (connection: Connection, day: string, origin: string): Promise<void> => {
  await connection.query({
    name: 'codes-held',
    text: `insert into enrolment.code_held as held (day, origin, count) values ($1, $2, 1)
      on conflict (day, origin) do update set count = held.count + 1`,
    values: [day, origin],
  })
}

/** Drops codes that ended a year ago: until then their owner is still told that they ended. */
export const sweepCodes = async (connection: Connection, before: string): Promise<void> => {
  await connection.query({ text: 'delete from enrolment.code where expires_at < $1', values: [before] })
  await connection.query({
    text: 'delete from enrolment.code_held where day < $1::timestamptz::date',
    values: [before],
  })
}

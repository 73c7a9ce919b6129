import type { Connection } from '../../../platform/database/database.ts'

/** What a code leads to: a first opening or a refusal, or back into a space whose means are lost. */
export type CodePurpose = 'entry' | 'recovery'

/** A code as kept: whose, what for, and until when. Instants are ISO. */
export interface CodeRow {
  personId: string
  purpose: CodePurpose
  issuedAt: string
  expiresAt: string
  usedAt: string | null
}

interface Row {
  person_id: string
  purpose: CodePurpose
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
  purpose: CodePurpose
  origin: string
  channel: CodeChannel
  issuedAt: string
  expiresAt: string
}

/** Keeps the hashes of fresh codes: one statement for a whole batch. `again`: one that is kept already stays as it is. */
export const insertCodes = async (connection: Connection, codes: NewCodes, again = false): Promise<void> => {
  const { hashes, personIds, purpose, origin, channel, issuedAt, expiresAt } = codes
  await connection.query({
    name: again ? 'codes-insert-again' : 'codes-insert',
    text: `insert into enrolment.code (code_hash, person_id, purpose, origin, channel, issued_at, expires_at)
      select hash, person, $3, $4, $5, $6, $7 from unnest($1::bytea[], $2::uuid[]) as fresh (hash, person)${again ? ' on conflict do nothing' : ''}`,
    values: [hashes, personIds, purpose, origin, channel, issuedAt, expiresAt],
  })
}

/** The code with this hash. */
export const selectCode = async (connection: Connection, hash: Buffer): Promise<CodeRow | undefined> => {
  const text = 'select person_id, purpose, issued_at, expires_at, used_at from enrolment.code where code_hash = $1'
  const [row] = await connection.query<Row>({ name: 'code-select', text, values: [hash] })
  if (row === undefined) return undefined
  const { person_id: personId, purpose, issued_at: issuedAt, expires_at: expiresAt, used_at: usedAt } = row
  return { personId, purpose, issuedAt, expiresAt, usedAt }
}

/** Uses up every code of a person; gives what those were for that were still unused. */
export const useCodes = async (connection: Connection, personId: string, at: string): Promise<CodePurpose[]> => {
  const text = `update enrolment.code set used_at = $2 where person_id = $1 and used_at is null returning purpose`
  const rows = await connection.query<Pick<Row, 'purpose'>>({ name: 'codes-use', text, values: [personId, at] })
  return rows.map(({ purpose }) => purpose)
}

/** Whether a person has a code to open with that nobody has used. */
export const selectUnused = async (connection: Connection, personId: string): Promise<boolean> => {
  const text = `select 1 as one from enrolment.code where person_id = $1 and used_at is null and purpose = 'entry' limit 1`
  return (await connection.query({ name: 'codes-unused', text, values: [personId] })).length > 0
}

/** A code of somebody's as it was made. */
export interface MadeCode {
  at: string
  origin: string
  channel: CodeChannel
}

/** The codes to open or refuse with made for a person since an instant, newest first. */
export const selectMade = (connection: Connection, personId: string, since: string): Promise<MadeCode[]> =>
  connection.query<MadeCode>({
    name: 'codes-made',
    text: `select issued_at as at, origin, channel from enrolment.code
      where person_id = $1 and issued_at >= $2 and purpose = 'entry'
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

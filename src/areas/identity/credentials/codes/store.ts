import type { Connection } from '../../../../platform/database/database.ts'

/** Whose code, and what for. */
export interface CodeKey {
  subject: string
  purpose: string
}

/** A code to keep: its keyed hash, what it proves (sealed), and its lifetime from `now` (ISO). */
export interface NewCode extends CodeKey {
  codeHash: Buffer
  about?: Buffer
  now: string
  minutes: number
  resendSeconds: number
}

// The guard on created_at stands in the statement: of two requests at once, one sends.
const upsertSql = `insert into directory.one_time_code as c (subject, purpose, code_hash, about, created_at, expires_at)
  values ($1, $2, $3, $4, $5::timestamptz, $5::timestamptz + make_interval(mins => $6))
  on conflict (subject, purpose) do update set code_hash = excluded.code_hash, about = excluded.about, tries = 0,
    taken = false, created_at = excluded.created_at, expires_at = excluded.expires_at
  where c.created_at <= $5::timestamptz - make_interval(secs => $7)
  returning true as written`
const waitSql = `select created_at + make_interval(secs => $3) as next_at,
    ceil(extract(epoch from created_at + make_interval(secs => $3) - $4::timestamptz))::integer as seconds
  from directory.one_time_code where subject = $1 and purpose = $2`
// One statement tries and takes: the row lock counts parallel tries one after the other, and of two right ones the second finds
// the code taken. What is compared are keyed hashes, whose bytes nobody can steer: the time of comparing them tells nothing.
const takeSql = `update directory.one_time_code set tries = tries + 1, taken = (code_hash = $3)
  where subject = $1 and purpose = $2 and not taken and tries < $4 and expires_at > $5::timestamptz
  returning taken, about`
const openSql = `select about from directory.one_time_code
  where subject = $1 and purpose = $2 and not taken and tries < $3 and expires_at > $4::timestamptz`
const deleteSql = `delete from directory.one_time_code where subject = $1 and purpose = $2 and code_hash = $3`
const sweepSql = `delete from directory.one_time_code where expires_at <= $1`

/** Writes a code over the one before; false when that one is younger than `resendSeconds`. */
export const upsertCode = async (connection: Connection, code: NewCode): Promise<boolean> => {
  const { subject, purpose, codeHash, about, now, minutes, resendSeconds } = code
  const values = [subject, purpose, codeHash, about ?? null, now, minutes, resendSeconds]
  return (await connection.query({ text: upsertSql, values })).length === 1
}

/** How long until another code may be sent, in seconds and as an instant (ISO); nothing when one may be sent now. */
export const selectWait = async (
  connection: Connection,
  { subject, purpose }: CodeKey,
  since: { resendSeconds: number; now: string },
): Promise<{ seconds: number; nextAt: string } | undefined> => {
  const values = [subject, purpose, since.resendSeconds, since.now]
  const [row] = await connection.query<{ next_at: string; seconds: number }>({ text: waitSql, values })
  return row && row.seconds > 0 ? { seconds: row.seconds, nextAt: row.next_at } : undefined
}

/** Counts a try and takes the code when it is the right one, in one statement. Nothing for a wrong, used, old or absent one. */
export const takeCode = async (
  connection: Connection,
  tried: CodeKey & { codeHash: Buffer; tries: number; now: string },
): Promise<{ about: Buffer | null } | undefined> => {
  const values = [tried.subject, tried.purpose, tried.codeHash, tried.tries, tried.now]
  const [row] = await connection.query<{ taken: boolean; about: Buffer | null }>({ text: takeSql, values })
  return row?.taken === true ? { about: row.about } : undefined
}

/** What the code that may be typed now is about; nothing without one. */
export const selectOpenCode = async (
  connection: Connection,
  { subject, purpose, tries, now }: CodeKey & { tries: number; now: string },
): Promise<{ about: Buffer | null } | undefined> => {
  const values = [subject, purpose, tries, now]
  const [row] = await connection.query<{ about: Buffer | null }>({ text: openSql, values })
  return row
}

/** Drops a code that could not be sent, unless another has replaced it. */
export const deleteCode = async (connection: Connection, code: CodeKey & { codeHash: Buffer }): Promise<void> => {
  await connection.query({ text: deleteSql, values: [code.subject, code.purpose, code.codeHash] })
}

/** Drops the codes that expired before `now`. */
export const sweepCodes = async (connection: Connection, now: string): Promise<void> => {
  await connection.query({ text: sweepSql, values: [now] })
}

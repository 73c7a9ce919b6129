import type { Connection } from '../../../platform/database/database.ts'

/** A session as it is kept: what it says is sealed. `due` when its end should be moved later. */
export interface SessionRow {
  sealed: Buffer
  expires_at: string
  due: boolean
}

/** When something happens (an ISO instant) and how long it holds from then on. */
export interface Validity {
  now: string
  minutes: number
}

// Whoever ends the sessions raises the epoch of the means before it deletes them: this waits for them, or they find what it wrote.
const insertSessionSql = `with standing as materialized (
    select from directory.person where space_id = $7 and means_epoch = $8 for share)
  insert into directory.session (id_hash, sealed, created_at, expires_at, ends_at, space_hash)
  select $1, $2, $3::timestamptz, $3::timestamptz + make_interval(mins => $4), $3::timestamptz + make_interval(mins => $5), $6
  where $7::uuid is null or exists (select from standing) returning id_hash`
// A session in constant use is written at most once a minute: a page view stays a read.
const selectSessionSql = `select sealed, expires_at,
    expires_at <= least(ends_at, $2::timestamptz + make_interval(mins => $3)) - interval '1 minute' as due
  from directory.session where id_hash = $1 and expires_at > $2::timestamptz`
const prolongSessionSql = `update directory.session
  set expires_at = greatest(expires_at, least(ends_at, $2::timestamptz + make_interval(mins => $3)))
  where id_hash = $1 and expires_at > $2::timestamptz returning expires_at`
const deleteSessionSql = `delete from directory.session where id_hash = $1`
const insertSignInSql = `insert into directory.sign_in (ticket_hash, sealed, expires_at)
  values ($1, $2, $3::timestamptz + make_interval(mins => $4))`
const takeSignInSql = `with taken as (delete from directory.sign_in where ticket_hash = $1 returning sealed, expires_at)
  select sealed from taken where expires_at > $2::timestamptz`
const sweepSqls = [
  `delete from directory.session where expires_at <= $1`,
  `delete from directory.sign_in where expires_at <= $1`,
  `delete from directory.oidc_payload where expires_at <= $1`,
]

/** Writes a new session that ends after `minutes` without use, and at the latest after `absoluteMinutes`; false when its means are gone. */
export const insertSession = async (
  connection: Connection,
  session: Validity & {
    idHash: Buffer
    sealed: Buffer
    absoluteMinutes: number
    spaceHash: Buffer | null
    /** the means of sign-in that must still stand */
    among?: { spaceId: string; meansEpoch: number }
  },
): Promise<boolean> => {
  const { idHash, sealed, now, minutes, absoluteMinutes, spaceHash, among } = session
  const values = [idHash, sealed, now, minutes, absoluteMinutes, spaceHash]
  const means = [among?.spaceId ?? null, among?.meansEpoch ?? null]
  return (await connection.query({ text: insertSessionSql, values: [...values, ...means] })).length === 1
}

/** The session with this hash, unless it has expired. */
export const selectSession = async (
  connection: Connection,
  idHash: Buffer,
  use: Validity,
): Promise<SessionRow | undefined> => {
  const values = [idHash, use.now, use.minutes]
  const [row] = await connection.query<SessionRow>({ name: 'identity-session', text: selectSessionSql, values })
  return row
}

/** Moves the end of a session later, never earlier and never beyond its absolute end. Gives the new end. */
export const prolongSession = async (
  connection: Connection,
  idHash: Buffer,
  use: Validity,
): Promise<string | undefined> => {
  const values = [idHash, use.now, use.minutes]
  const [row] = await connection.query<{ expires_at: string }>({ text: prolongSessionSql, values })
  return row?.expires_at
}

/** Ends every session of a space's holder at once. */
export const deleteSessionsOf = async (connection: Connection, spaceHash: Buffer): Promise<void> => {
  await connection.query({ text: 'delete from directory.session where space_hash = $1', values: [spaceHash] })
}

/** Ends a session at once. */
export const deleteSession = async (connection: Connection, idHash: Buffer): Promise<void> => {
  await connection.query({ text: deleteSessionSql, values: [idHash] })
}

/** Writes a sign-in under way. */
export const insertSignIn = async (
  connection: Connection,
  signIn: Validity & { ticketHash: Buffer; sealed: Buffer },
): Promise<void> => {
  const { ticketHash, sealed, now, minutes } = signIn
  await connection.query({ text: insertSignInSql, values: [ticketHash, sealed, now, minutes] })
}

/** Takes a sign-in out: the second of two takers gets nothing, and an expired one gives nothing. */
export const takeSignIn = async (
  connection: Connection,
  ticketHash: Buffer,
  now: string,
): Promise<Buffer | undefined> => {
  const [row] = await connection.query<{ sealed: Buffer }>({ text: takeSignInSql, values: [ticketHash, now] })
  return row?.sealed
}

/** Drops what expired before `now`. Nothing depends on it but the size of the tables. */
export const sweepExpired = async (connection: Connection, now: string): Promise<void> => {
  for (const text of sweepSqls) await connection.query({ text, values: [now] })
}

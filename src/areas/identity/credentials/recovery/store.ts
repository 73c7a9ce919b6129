import type { Connection } from '../../../../platform/database/database.ts'

/** A way back into a space: asked for, or with a new means that opens from `effective_at` on. */
export interface RecoveryRow {
  space_id: string
  id: string
  asked_at: string
  effective_at: string | null
  sealed: Buffer | null
}

/** A new means that opens now. */
export interface EffectiveRow extends RecoveryRow {
  sealed: Buffer
}

/** The new means of a recovery, as it is found and sealed. Instants are ISO. */
export interface BegunRecovery {
  spaceId: string
  id: string
  effectiveAt: string
  endsAt: string
  credentialHash: Buffer | null
  loginHash: Buffer | null
  passwordHash: string | null
  sealed: Buffer
  now: string
}

const columns = 'space_id, id, asked_at, effective_at, sealed'
const dropEndedSql = 'delete from directory.recovery where space_id = $1 and ends_at <= $2'
// Asked for again, it lasts longer and stays what it was; one that has a new means already takes nothing more.
const askSql = `insert into directory.recovery as r (space_id, id, asked_at, ends_at) values ($1, $2, $3, $4)
  on conflict (space_id) do update set ends_at = excluded.ends_at where r.effective_at is null returning r.id`
const beginSql = `update directory.recovery set effective_at = $3, ends_at = $4, credential_hash = $5, login_hash = $6,
    password_hash = $7, sealed = $8
  where space_id = $1 and id = $2 and effective_at is null and ends_at > $9
    and not exists (select 1 from directory.passkey where credential_hash = $5)
    and not exists (select 1 from directory.password where login_hash = $6 and space_id <> $1)
    and not exists (select 1 from directory.recovery where (login_hash = $6 or credential_hash = $5) and space_id <> $1)
  returning id`
// To stop and to take are to delete one row: of both at once, one finds it.
const takeSql = `delete from directory.recovery where space_id = $1 and id = $2 and effective_at <= $3 and ends_at > $3
  returning ${columns}`

/** Notes that a way back is asked for; nothing when a new means waits already. */
export const askRecoveryRow = async (
  connection: Connection,
  asked: { spaceId: string; id: string; now: string; endsAt: string },
): Promise<boolean> => {
  const { spaceId, id, now, endsAt } = asked
  await connection.query({ text: dropEndedSql, values: [spaceId, now] })
  return (await connection.query({ text: askSql, values: [spaceId, id, now, endsAt] })).length === 1
}

/** The way back that is asked for or waits, or nothing. */
export const selectRecovery = async (
  connection: Connection,
  spaceId: string,
  now: string,
): Promise<RecoveryRow | undefined> => {
  const text = `select ${columns} from directory.recovery where space_id = $1 and ends_at > $2`
  const [row] = await connection.query<RecoveryRow>({ name: 'identity-recovery', text, values: [spaceId, now] })
  return row
}

/** Gives a way back its new means; false when it was stopped, has one, or the login or the device is somebody's by now. */
export const beginRecoveryRow = async (connection: Connection, begun: BegunRecovery): Promise<boolean> => {
  const { spaceId, id, effectiveAt, endsAt, credentialHash, loginHash, passwordHash, sealed, now } = begun
  const values = [spaceId, id, effectiveAt, endsAt, credentialHash, loginHash, passwordHash, sealed, now]
  return (await connection.query({ text: beginSql, values })).length === 1
}

/** The new means that opens now and is found by this; `id`: of the recovery, `credential_hash`: of a passkey. */
export const selectEffective = async (
  connection: Connection,
  by: { column: 'id' | 'credential_hash'; value: string | Buffer },
  now: string,
): Promise<EffectiveRow | undefined> => {
  const text = `select ${columns} from directory.recovery
    where ${by.column} = $1 and effective_at <= $2 and ends_at > $2`
  const [row] = await connection.query<EffectiveRow>({ text, values: [by.value, now] })
  return row
}

/** Takes a new means that opens now, once; nothing when it was stopped or taken. */
export const takeRecovery = async (
  connection: Connection,
  taken: { spaceId: string; id: string; now: string },
): Promise<EffectiveRow | undefined> => {
  const values = [taken.spaceId, taken.id, taken.now]
  const [row] = await connection.query<EffectiveRow>({ text: takeSql, values })
  return row
}

/** Stops a way back, and drops what ended unused; false when none was under way. */
export const deleteRecovery = async (connection: Connection, spaceId: string, now: string): Promise<boolean> => {
  const text = 'delete from directory.recovery where space_id = $1 returning ends_at > $2 as stopped'
  const [row] = await connection.query<{ stopped: boolean }>({ text, values: [spaceId, now] })
  return row?.stopped === true
}

/** Drops what ended unused. */
export const sweepRecoveries = async (connection: Connection, now: string): Promise<void> => {
  await connection.query({ text: 'delete from directory.recovery where ends_at <= $1', values: [now] })
}

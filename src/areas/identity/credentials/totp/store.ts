import type { Connection } from '../../../../platform/database/database.ts'

/** The authenticator app of a space: the secret in use, the one being set up, and the step of the last code taken. */
export interface TotpRow {
  secret: Buffer | null
  pending: Buffer | null
  last_step: string
}

const beginSql = `insert into directory.totp (space_id, pending, created_at) values ($1, $2, $3)
  on conflict (space_id) do update set pending = excluded.pending`
const confirmSql = `update directory.totp set secret = pending, pending = null, last_step = $3
  where space_id = $1 and pending = $2 returning space_id`
// Of two uses of one code at once, the second finds its step taken. Spec: RFC 6238 §5.2, a code is accepted once.
const useSql = `update directory.totp set last_step = $3
  where space_id = $1 and secret = $2 and last_step < $3 returning space_id`

/** Keeps a secret that is being set up; the one in use stays. */
export const beginTotpRow = async (
  connection: Connection,
  row: { spaceId: string; pending: Buffer; now: string },
): Promise<void> => {
  await connection.query({ text: beginSql, values: [row.spaceId, row.pending, row.now] })
}

/** Writes the app that came with a recovery, in use at once. */
export const insertTotp = async (
  connection: Connection,
  row: { spaceId: string; secret: Buffer; step: number; now: string },
): Promise<void> => {
  const text = 'insert into directory.totp (space_id, secret, last_step, created_at) values ($1, $2, $3, $4)'
  await connection.query({ text, values: [row.spaceId, row.secret, row.step, row.now] })
}

/** The authenticator app of a space, or nothing. */
export const selectTotp = async (connection: Connection, spaceId: string): Promise<TotpRow | undefined> => {
  const text = 'select secret, pending, last_step from directory.totp where space_id = $1'
  const [row] = await connection.query<TotpRow>({ text, values: [spaceId] })
  return row
}

/** Puts the secret that is being set up into use; false when it is no longer `pending`. */
export const confirmTotpRow = async (
  connection: Connection,
  row: { spaceId: string; pending: Buffer; step: number },
): Promise<boolean> =>
  (await connection.query({ text: confirmSql, values: [row.spaceId, row.pending, row.step] })).length === 1

/** Takes a code by its step; false when that step or a later one was taken before. */
export const useTotpStep = async (
  connection: Connection,
  used: { spaceId: string; secret: Buffer; step: number },
): Promise<boolean> =>
  (await connection.query({ text: useSql, values: [used.spaceId, used.secret, used.step] })).length === 1

import type { Connection } from '../../../platform/database/database.ts'

const selectMemorySql = `select sealed from directory.sign_in where ticket_hash = $1 and expires_at > $2::timestamptz`

// Every table that belongs to a holder's means of sign-in. One statement each: the tables share no order.
const forgetSqls = [
  'delete from directory.passkey where space_id = $1',
  'delete from directory.passkey_handle where space_id = $1',
  'delete from directory.password where space_id = $1',
  'delete from directory.totp where space_id = $1',
  'delete from directory.terms_acceptance where space_id = $1',
]
const forgetCodesSql = 'delete from directory.one_time_code where subject = $1'

/** What is remembered under this hash of a secret, unless it expired. */
export const selectMemory = async (
  connection: Connection,
  ticketHash: Buffer,
  now: string,
): Promise<Buffer | undefined> => {
  const [row] = await connection.query<{ sealed: Buffer }>({ text: selectMemorySql, values: [ticketHash, now] })
  return row?.sealed
}

/** Deletes every means of sign-in, code and acceptance of a space. */
export const deleteMeans = async (connection: Connection, spaceId: string): Promise<void> => {
  for (const text of forgetSqls) await connection.query({ text, values: [spaceId] })
  await connection.query({ text: forgetCodesSql, values: [spaceId] })
}

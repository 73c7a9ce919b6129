import type { Connection } from '../../../platform/database/database.ts'
import { holderHash } from '../sessions/holder-hash.ts'
import { deleteSessionsOf } from '../sessions/store.ts'
import { retirePassword } from './password/store.ts'
import type { CredentialRoom } from './types.ts'

const selectMemorySql = `select sealed from directory.sign_in where ticket_hash = $1 and expires_at > $2::timestamptz`

const selectEpochSql = 'select means_epoch from directory.person where space_id = $1'
const raiseEpochSql =
  'update directory.person set means_epoch = means_epoch + 1 where space_id = $1 returning means_epoch'
const dropRecoverySql = 'delete from directory.recovery where space_id = $1'
// Whatever else lets a holder in. The handle before the passkeys: one that is written at this moment waits for it, or is found after it.
const dropSqls = [
  'delete from directory.passkey_handle where space_id = $1',
  'delete from directory.passkey where space_id = $1',
  'delete from directory.totp where space_id = $1',
]
const forgetSqls = [
  'delete from directory.terms_acceptance where space_id = $1',
  'delete from directory.former_password where space_id = $1',
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

/** Among which means of sign-in a space's holder is recognised now; nothing where nobody holds it. */
export const selectMeansEpoch = async (connection: Connection, spaceId: string): Promise<number | undefined> => {
  const [row] = await connection.query<{ means_epoch: number }>({ text: selectEpochSql, values: [spaceId] })
  return row?.means_epoch
}

/**
 * Ends every session of a space's holder; gives the epoch of the means from now on. The epoch before the sessions: one that begins at
 * this moment finds another epoch, or is found here.
 */
export const endSessions = async (
  { keys }: Pick<CredentialRoom, 'keys'>,
  connection: Connection,
  spaceId: string,
): Promise<number> => {
  const [raised] = await connection.query<{ means_epoch: number }>({ text: raiseEpochSql, values: [spaceId] })
  await deleteSessionsOf(connection, holderHash(keys, spaceId))
  return raised?.means_epoch ?? 0
}

/**
 * Deletes every means of sign-in and every code of a space, and ends its sessions; gives the epoch of the means to come. What the
 * password was is remembered: it is not chosen again.
 */
export const dropMeans = async (room: CredentialRoom, connection: Connection, spaceId: string): Promise<number> => {
  await connection.query({ text: dropRecoverySql, values: [spaceId] })
  const meansEpoch = await endSessions(room, connection, spaceId)
  for (const text of dropSqls) await connection.query({ text, values: [spaceId] })
  await retirePassword(connection, { spaceId, now: room.now(), kept: room.parameters.password.formerKept })
  await connection.query({ text: forgetCodesSql, values: [spaceId] })
  return meansEpoch
}

/** The same, and the passwords there were, and the terms that were accepted. */
export const forgetMeans = async (room: CredentialRoom, connection: Connection, spaceId: string): Promise<void> => {
  await dropMeans(room, connection, spaceId)
  for (const text of forgetSqls) await connection.query({ text, values: [spaceId] })
}

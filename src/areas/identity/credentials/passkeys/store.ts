import type { Connection } from '../../../../platform/database/database.ts'

/** A passkey as it is kept. `sealed` holds the credential id and the name. */
export interface PasskeyRow {
  space_id: string
  id: string
  public_key: Buffer
  counter: string
  transports: string[]
  sealed: Buffer
  created_at: string
  last_used_at: string | null
  handle: Buffer
}

/** A passkey to keep. */
export interface NewPasskey {
  spaceId: string
  id: string
  /** the name under which its device knows the holder */
  handle: Buffer
  credentialHash: Buffer
  publicKey: Buffer
  counter: number
  transports: string[]
  sealed: Buffer
  now: string
}

const ensureHandleSql = `with made as (
    insert into directory.passkey_handle (space_id, handle) values ($1, $2) on conflict do nothing returning handle)
  select handle from made union all select handle from directory.passkey_handle where space_id = $1`
const columns = `p.space_id, p.id, p.public_key, p.counter, p.transports, p.sealed, p.created_at, p.last_used_at, h.handle`
const selectSql = `select ${columns} from directory.passkey p join directory.passkey_handle h on h.space_id = p.space_id`
// A passkey is made under the handle that its browser was given: whoever takes the means away deletes that first, so that what was
// begun before waits for them and writes nothing, or is found by them.
const insertSql = `with standing as materialized (
    select from directory.passkey_handle where space_id = $1 and handle = $10 for share)
  insert into directory.passkey (space_id, id, credential_hash, public_key, counter, transports, sealed, created_at)
  select $1, $2, $3, $4, $5, $6, $7, $8
  where (select count(*) from directory.passkey where space_id = $1) < $9 and exists (select from standing)
  on conflict do nothing returning id`
// The counter may stand still only at zero: authenticators that keep none send zero for ever. Of two uses at once with the same
// counter, one is refused. Spec: WebAuthn §7.2 step 22.
const useSql = `update directory.passkey set counter = $3, last_used_at = $4
  where space_id = $1 and id = $2 and ($3::bigint > counter or ($3::bigint = 0 and counter = 0)) returning id`
const deleteSql = `delete from directory.passkey where space_id = $1 and id = $2 returning id`

/** The random name of a space's holder on authenticators, if it has one. */
export const selectHandle = async (connection: Connection, spaceId: string): Promise<Buffer | undefined> => {
  const text = 'select handle from directory.passkey_handle where space_id = $1'
  const [row] = await connection.query<{ handle: Buffer }>({ text, values: [spaceId] })
  return row?.handle
}

/** The random name of a space's holder on authenticators; the given one is kept when there is none yet. */
export const ensureHandle = async (connection: Connection, spaceId: string, handle: Buffer): Promise<Buffer> => {
  const [row] = await connection.query<{ handle: Buffer }>({ text: ensureHandleSql, values: [spaceId, handle] })
  if (row !== undefined) return row.handle
  // Another request made it between the two halves of the statement: it is there now.
  return (await selectHandle(connection, spaceId)) ?? handle
}

/** The passkeys of a space, oldest first. */
export const selectPasskeys = (connection: Connection, spaceId: string): Promise<PasskeyRow[]> =>
  connection.query<PasskeyRow>({
    text: `${selectSql} where p.space_id = $1 order by p.created_at, p.id`,
    values: [spaceId],
  })

/** The passkey with this hash of its credential id, whosever it is. */
export const selectPasskeyByHash = async (
  connection: Connection,
  credentialHash: Buffer,
): Promise<PasskeyRow | undefined> => {
  const statement = {
    name: 'identity-passkey',
    text: `${selectSql} where p.credential_hash = $1`,
    values: [credentialHash],
  }
  const [row] = await connection.query<PasskeyRow>(statement)
  return row
}

/**
 * Writes a passkey; false when its credential is registered already, here or elsewhere, the space has `most` of them, or its handle is
 * the holder's no more.
 */
export const insertPasskey = async (connection: Connection, passkey: NewPasskey, most: number): Promise<boolean> => {
  const { spaceId, id, handle, credentialHash, publicKey, counter, transports, sealed, now } = passkey
  const values = [spaceId, id, credentialHash, publicKey, counter, transports, sealed, now, most, handle]
  return (await connection.query({ text: insertSql, values })).length === 1
}

/** Notes a use and moves the counter on; false when the counter does not move on: the authenticator may have been copied. */
export const usePasskey = async (
  connection: Connection,
  used: { spaceId: string; id: string; counter: number; now: string },
): Promise<boolean> => {
  const values = [used.spaceId, used.id, used.counter, used.now]
  return (await connection.query({ text: useSql, values })).length === 1
}

/** Drops a passkey of a space; false when the space has no such passkey. */
export const deletePasskey = async (connection: Connection, spaceId: string, id: string): Promise<boolean> =>
  (await connection.query({ text: deleteSql, values: [spaceId, id] })).length === 1

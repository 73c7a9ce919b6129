import { sqlState, type Connection } from '../../../../platform/database/database.ts'

/** A holder's login (sealed) and password hash. */
export interface PasswordRow {
  space_id: string
  sealed_login: Buffer
  hash: string
}

/** A first login and password. */
export interface NewPassword {
  spaceId: string
  loginHash: Buffer
  sealedLogin: Buffer
  hash: string
  now: string
}

const insertSql = `with written as (
    insert into directory.password (space_id, login_hash, sealed_login, hash, changed_at) values ($1, $2, $3, $4, $5)
    on conflict do nothing returning space_id, hash)
  insert into directory.password_history (space_id, hash) select space_id, hash from written returning space_id`
const replaceSql = `with written as (
    update directory.password set hash = $3, changed_at = $4 where space_id = $1 and hash = $2 returning space_id, hash)
  insert into directory.password_history (space_id, hash) select space_id, hash from written returning space_id`
// The password is the same, only its hash is dearer: the old hash leaves the history too.
const rehashSql = `with written as (
    update directory.password set hash = $3 where space_id = $1 and hash = $2 returning space_id)
  update directory.password_history h set hash = $3 from written w where h.space_id = w.space_id and h.hash = $2`
const columns = 'space_id, sealed_login, hash'

/** Writes a first login and password; false when the space has one or the login is somebody's. */
export const insertPassword = async (connection: Connection, password: NewPassword): Promise<boolean> => {
  const { spaceId, loginHash, sealedLogin, hash, now } = password
  return (
    (await connection.query({ text: insertSql, values: [spaceId, loginHash, sealedLogin, hash, now] })).length === 1
  )
}

/** Replaces the password of a space if it still is `before`; false when it no longer is. */
export const replacePassword = async (
  connection: Connection,
  change: { spaceId: string; before: string; hash: string; now: string },
): Promise<boolean> => {
  const values = [change.spaceId, change.before, change.hash, change.now]
  try {
    return (await connection.query({ text: replaceSql, values })).length === 1
  } catch (error) {
    // The same password twice at once: the history has it already.
    if (sqlState(error) === '23505') return false
    throw error
  }
}

/** Writes the same password's hash as newer parameters make it. */
export const rehashPassword = async (
  connection: Connection,
  change: { spaceId: string; before: string; hash: string },
): Promise<void> => {
  await connection.query({ text: rehashSql, values: [change.spaceId, change.before, change.hash] })
}

/** The password of a space, or nothing. */
export const selectPassword = async (connection: Connection, spaceId: string): Promise<PasswordRow | undefined> => {
  const text = `select ${columns} from directory.password where space_id = $1`
  const [row] = await connection.query<PasswordRow>({ text, values: [spaceId] })
  return row
}

/** The password with this keyed hash of its login, or nothing. */
export const selectPasswordByLogin = async (
  connection: Connection,
  loginHash: Buffer,
): Promise<PasswordRow | undefined> => {
  const text = `select ${columns} from directory.password where login_hash = $1`
  const [row] = await connection.query<PasswordRow>({ name: 'identity-password', text, values: [loginHash] })
  return row
}

/** Which of these keyed hashes are somebody's login, in hexadecimal. */
export const selectTakenLogins = async (
  connection: Connection,
  loginHashes: readonly Buffer[],
): Promise<ReadonlySet<string>> => {
  const text = `select encode(login_hash, 'hex') as login from directory.password where login_hash = any($1::bytea[])`
  const rows = await connection.query<{ login: string }>({ text, values: [loginHashes] })
  return new Set(rows.map(({ login }) => login))
}

/** The hashes of every password that a space has or had. */
export const selectHistory = async (connection: Connection, spaceId: string): Promise<string[]> => {
  const text = 'select hash from directory.password_history where space_id = $1'
  const rows = await connection.query<{ hash: string }>({ text, values: [spaceId] })
  return rows.map(({ hash }) => hash)
}

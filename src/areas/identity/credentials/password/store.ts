import type { Connection } from '../../../../platform/database/database.ts'

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

const insertSql = `insert into directory.password (space_id, login_hash, sealed_login, hash, changed_at)
  values ($1, $2, $3, $4, $5) on conflict do nothing returning space_id`
const rehashSql = 'update directory.password set hash = $3 where space_id = $1 and hash = $2'
const columns = 'space_id, sealed_login, hash'

/** Writes a first login and password; false when the space has one or the login is somebody's. */
export const insertPassword = async (connection: Connection, password: NewPassword): Promise<boolean> => {
  const { spaceId, loginHash, sealedLogin, hash, now } = password
  return (
    (await connection.query({ text: insertSql, values: [spaceId, loginHash, sealedLogin, hash, now] })).length === 1
  )
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

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
  /** among which means it is chosen, where that can change meanwhile */
  meansEpoch?: number
}

const insertSql = `with standing as materialized (
    select from directory.person where space_id = $1 and means_epoch = $6 for share)
  insert into directory.password (space_id, login_hash, sealed_login, hash, changed_at)
  select $1, $2, $3, $4, $5
  where not exists (select 1 from directory.recovery where login_hash = $2 and space_id <> $1)
    and ($6::bigint is null or exists (select from standing))
  on conflict do nothing returning space_id`
const retireSql = 'delete from directory.password where space_id = $1 returning space_id, sealed_login, hash'
const keepFormerSql = 'insert into directory.former_password (space_id, hash, replaced_at) values ($1, $2, $3)'
const pruneFormerSql = `delete from directory.former_password where space_id = $1 and hash not in (
  select hash from directory.former_password where space_id = $1 order by replaced_at desc limit $2)`
const selectUsedSql = `select hash from directory.password where space_id = $1
  union all select hash from directory.former_password where space_id = $1`
const rehashSql = 'update directory.password set hash = $3 where space_id = $1 and hash = $2'
const columns = 'space_id, sealed_login, hash'

/** Writes a first login and password; false when the space has one or the login is somebody's. */
export const insertPassword = async (connection: Connection, password: NewPassword): Promise<boolean> => {
  const { spaceId, loginHash, sealedLogin, hash, now, meansEpoch = null } = password
  const values = [spaceId, loginHash, sealedLogin, hash, now, meansEpoch]
  return (await connection.query({ text: insertSql, values })).length === 1
}

/** Takes the password of a space away and keeps its hash among the last `kept` former ones; gives what stood there, if anything. */
export const retirePassword = async (
  connection: Connection,
  retired: { spaceId: string; now: string; kept: number },
): Promise<PasswordRow | undefined> => {
  const { spaceId, now, kept } = retired
  const [row] = await connection.query<PasswordRow>({ text: retireSql, values: [spaceId] })
  if (row === undefined) return undefined
  await connection.query({ text: keepFormerSql, values: [spaceId, row.hash, now] })
  await connection.query({ text: pruneFormerSql, values: [spaceId, kept] })
  return row
}

/** The hashes of the password of a space and of its former ones. */
export const selectUsedHashes = async (connection: Connection, spaceId: string): Promise<string[]> => {
  const rows = await connection.query<{ hash: string }>({ text: selectUsedSql, values: [spaceId] })
  return rows.map(({ hash }) => hash)
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

/** What a login leads to: a password, chosen at `changed_at`, or one that waited for its day. */
export type LoginRow = { space_id: string; hash: string } & (
  | { changed_at: string; recovery_id: null }
  | { changed_at: null; recovery_id: string }
)

// One statement for both, so that a login that is unknown takes the steps of any other. A space may have chosen its own login again:
// from the day on it means both passwords, until the first use of the new one.
const selectByLoginSql = `select space_id, hash, changed_at, null::uuid as recovery_id from directory.password where login_hash = $1
  union all select space_id, password_hash, null::timestamptz, id from directory.recovery r
    where login_hash = $1 and effective_at <= $2 and ends_at > $2
      and not exists (select 1 from directory.password p where p.login_hash = $1 and p.space_id <> r.space_id)
  order by recovery_id nulls last`

/** The passwords with this keyed hash of their login: two at most, of one space, the one that waited first. */
export const selectPasswordsByLogin = (connection: Connection, loginHash: Buffer, now: string): Promise<LoginRow[]> =>
  connection.query<LoginRow>({ name: 'identity-password', text: selectByLoginSql, values: [loginHash, now] })

/** When the password of a space was chosen; nothing when it has none any more. */
export const selectChangedAt = async (connection: Connection, spaceId: string): Promise<string | undefined> => {
  const text = 'select changed_at from directory.password where space_id = $1'
  const [row] = await connection.query<{ changed_at: string }>({ text, values: [spaceId] })
  return row?.changed_at
}

/** Whether a login, by its keyed hash, is or is about to be that of another space. */
export const isLoginOfAnother = async (
  connection: Connection,
  loginHash: Buffer,
  spaceId: string,
): Promise<boolean> => {
  const text = `select 1 as one from directory.password where login_hash = $1 and space_id <> $2
    union all select 1 from directory.recovery where login_hash = $1 and space_id <> $2`
  return (await connection.query({ text, values: [loginHash, spaceId] })).length > 0
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

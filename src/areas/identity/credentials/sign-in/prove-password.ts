import type { PasswordHash } from '../password/hash-password.ts'
import { plainLogin } from '../password/login-rules.ts'
import { plainPassword } from '../password/password-rules.ts'
import { loginHash } from '../password/passwords.ts'
import { selectPasswordsByLogin, type LoginRow } from '../password/store.ts'
import type { CredentialRoom } from '../types.ts'

/** What somebody typed, and the network that asks: src/edge/sign-in/source-of.ts says how much of an address counts. */
export interface TypedPassword {
  login: string
  password: string
  source: string
}

/** Of two passwords of a login, the one that waited first. Two comparisons, however many there are: time tells nothing. */
const findRight = async (
  hash: PasswordHash,
  rows: readonly LoginRow[],
  password: string,
): Promise<LoginRow | undefined> => {
  const [first, second] = rows
  const fits = [await hash.matches(password, first?.hash), await hash.matches(password, second?.hash)]
  return rows.find((_, index) => fits[index])
}

/**
 * What a login leads to, when the password is right; nothing when it is not, and an unknown login takes the steps of a known one.
 * Wherever a password is asked for it is counted here, so that no page is a second place to guess: Problem `busy`,
 * `wait-before-retry` or `too-many-tries`.
 */
export const provePassword = async (
  room: CredentialRoom,
  hash: PasswordHash,
  typed: TypedPassword,
): Promise<LoginRow | undefined> => {
  const { attempts, parameters } = room
  const { waitAfterError, signInLogin, signInSource } = parameters.limits
  const login = plainLogin(typed.login).slice(0, parameters.login.maxLength + 1)
  // Longer than any password there is, and never equal to one: what is hashed stays small.
  const password = plainPassword(typed.password).slice(0, 2 * parameters.password.maxLength + 1)
  await attempts.require({ bucket: 'sign-in-source', subject: typed.source }, signInSource)
  const [wait, count] = [
    { bucket: 'sign-in-wait', subject: login },
    { bucket: 'sign-in-login', subject: login },
  ]
  await attempts.requireAll([
    [wait, waitAfterError],
    [count, signInLogin],
  ])
  const rows = await selectPasswordsByLogin(room.database, loginHash(room, login), room.now())
  const row = await findRight(hash, rows, password)
  // Trust: beside a new password the old one clears no count: whoever stole it would have endless tries at the new one.
  if (row !== undefined && row === rows[0]) for (const key of [wait, count]) await attempts.clear(key)
  return row
}

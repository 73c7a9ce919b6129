import { randomInt } from 'node:crypto'
import { Problem } from '../../../../platform/problem.ts'
import type { FieldSeal, SealedPlace } from '../../keys.ts'
import { commonPasswords } from '../parameters.ts'
import { selectMeansEpoch } from '../store.ts'
import type { CredentialRoom } from '../types.ts'
import type { PasswordHash } from './hash-password.ts'
import { checkLogin, nearbyLogins, plainLogin, type CredentialFault } from './login-rules.ts'
import { checkPassword, plainPassword } from './password-rules.ts'
import {
  insertPassword,
  isLoginOfAnother,
  selectPassword,
  selectTakenLogins,
  selectUsedHashes,
  type PasswordRow,
} from './store.ts'

/** A login, chosen once, and a password: for whoever has neither a passkey nor the national identity. Law: rules IDN-6, IDN-7. */
export interface Passwords {
  /**
   * Chooses a login and a first password. Throws Problem `incorrect` with the rule that is broken (`login-…`, `password-…`),
   * `login-taken` (conflict, with `suggestions`, comma-separated) and `login-already-chosen`: a login never changes. With `meansEpoch`,
   * `sign-in-expired` once the means of the space are others.
   */
  choosePassword(spaceId: string, chosen: { login: string; password: string; meansEpoch?: number }): Promise<void>
  /** The login of a space, for display, or nothing when it has no password. */
  findLogin(spaceId: string): Promise<string | undefined>
}

/** What choosing a password needs. */
export interface PasswordParts {
  room: CredentialRoom
  hash: PasswordHash
}

const refuse = ({ reason, details }: CredentialFault): Problem => new Problem('incorrect', reason, { details })

/** The keyed hash under which a login is found. */
export const loginHash = ({ keys }: Pick<CredentialRoom, 'keys'>, login: string): Buffer =>
  keys.lookupHash(`login|${login}`)

const placeOf = (spaceId: string): SealedPlace => ({
  table: 'directory.password',
  rowId: spaceId,
  column: 'sealed_login',
  version: 1,
})

const requireLogin = (login: string, room: CredentialRoom): void => {
  const fault = checkLogin(login, room.parameters.login)
  if (fault !== undefined) throw refuse(fault)
}

const isUsed = async ({ room, hash }: PasswordParts, spaceId: string, password: string): Promise<boolean> => {
  for (const used of await selectUsedHashes(room.database, spaceId)) if (await hash.matches(password, used)) return true
  return false
}

/** Problem `incorrect` with the rule that a new password (already plain) breaks, wherever it is chosen. */
export const requirePassword = async (
  { room, hash }: PasswordParts,
  spaceId: string,
  chosen: { login: string; password: string },
): Promise<void> => {
  // That a login is taken is told (IDN-6), and that a password was used before: counted, so that nobody walks through those there are.
  await room.attempts.require({ bucket: 'login-choice', subject: spaceId }, room.parameters.limits.loginChoice)
  const { traits, contact } = await room.persons.loadPerson(room.database, spaceId)
  const personal = { login: chosen.login, traits, ...(contact.email && { email: contact.email }) }
  const fault = checkPassword(chosen.password, { rules: room.parameters.password, common: commonPasswords, personal })
  if (fault !== undefined) throw refuse(fault)
  if (await isUsed({ room, hash }, spaceId, chosen.password))
    throw refuse({ reason: 'password-used-before', details: { field: 'password' } })
}

const suggest = async (room: CredentialRoom, login: string): Promise<string> => {
  const { suggestions } = room.parameters.login
  const numbers = Array.from({ length: suggestions * 3 }, () => randomInt(100, 10_000))
  const near = [...new Set(nearbyLogins(login, numbers, room.parameters.login))]
  const hashes = near.map((each) => loginHash(room, each))
  const taken = await selectTakenLogins(room.database, hashes)
  const free = near.filter((_, index) => !taken.has(hashes[index]?.toString('hex') ?? ''))
  return free.slice(0, suggestions).join(', ')
}

/** Reads what somebody chose; Problem `incorrect` with the rule that is broken. */
export const readChosen = async (
  parts: PasswordParts,
  spaceId: string,
  chosen: { login: string; password: string },
): Promise<{ login: string; password: string }> => {
  const login = plainLogin(chosen.login)
  const password = plainPassword(chosen.password)
  requireLogin(login, parts.room)
  await requirePassword(parts, spaceId, { login, password })
  return { login, password }
}

/** What is thrown for a login that is somebody's, with others that are free. */
export const loginTaken = async (room: CredentialRoom, login: string): Promise<Problem> =>
  new Problem('conflict', 'login-taken', { details: { field: 'login', suggestions: await suggest(room, login) } })

/** Problem `conflict`, `login-taken` when another space has the login; a space may choose its own again. */
export const requireFreeLogin = async (room: CredentialRoom, spaceId: string, login: string): Promise<void> => {
  if (await isLoginOfAnother(room.database, loginHash(room, login), spaceId)) throw await loginTaken(room, login)
}

/** Seals a login as its space keeps it. */
export const sealLogin = (seal: FieldSeal, spaceId: string, login: string): Buffer =>
  seal.sealField(placeOf(spaceId), Buffer.from(login))

const choose =
  ({ room, hash }: PasswordParts): Passwords['choosePassword'] =>
  async (spaceId, chosen) => {
    const { database, keys } = room
    if ((await selectPassword(database, spaceId)) !== undefined) throw new Problem('conflict', 'login-already-chosen')
    const { login, password } = await readChosen({ room, hash }, spaceId, chosen)
    const seal = await keys.spaceKeys(spaceId)
    const { meansEpoch } = chosen
    const written = await insertPassword(database, {
      ...(meansEpoch === undefined ? {} : { meansEpoch }),
      spaceId,
      loginHash: loginHash(room, login),
      sealedLogin: sealLogin(seal, spaceId, login),
      hash: await hash.make(password),
      now: room.now(),
    })
    if (written) return
    if (meansEpoch !== undefined && (await selectMeansEpoch(database, spaceId)) !== meansEpoch)
      throw new Problem('unauthenticated', 'sign-in-expired')
    if ((await selectPassword(database, spaceId)) !== undefined) throw new Problem('conflict', 'login-already-chosen')
    throw await loginTaken(room, login)
  }

const openLogin = async ({ keys }: CredentialRoom, row: PasswordRow): Promise<string> => {
  const seal = await keys.spaceKeys(row.space_id)
  return seal.openField(placeOf(row.space_id), row.sealed_login).toString('utf8')
}

/** Logins and passwords over a database. */
export const createPasswords = ({ room, hash }: PasswordParts): Passwords => ({
  choosePassword: choose({ room, hash }),
  findLogin: async (spaceId) => {
    const row = await selectPassword(room.database, spaceId)
    return row && openLogin(room, row)
  },
})

import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { randomSecret } from '../../../../platform/ids.ts'
import { Problem } from '../../../../platform/problem.ts'
import { maskEmail, maskPhone } from '../contact/contact-rules.ts'
import type { OneTimeCodes } from '../codes/one-time-codes.ts'
import type { Memory } from '../memory.ts'
import type { PasswordHash } from '../password/hash-password.ts'
import { plainPassword } from '../password/password-rules.ts'
import { rehashPassword, type LoginRow } from '../password/store.ts'
import type { TakeOver } from '../recovery/take-over.ts'
import type { TotpCodes } from '../totp/totp.ts'
import { selectMeansEpoch } from '../store.ts'
import type { Channel, CredentialRoom, Recognised } from '../types.ts'
import { findFactors, type Factors, type ProvedPassword, type SecondFactor } from './factors.ts'
import { provePassword } from './prove-password.ts'

/** A password was right: what may come second. `ticket` (256 bits) belongs in a cookie of this browser, never in an address. */
export interface PendingSignIn {
  ticket: string
  /** whether an authenticator app is set up */
  totp: boolean
  /** masked addresses to which a code can be sent */
  email?: string
  phone?: string
}

/**
 * Sign-in with a password, then a second factor; a password alone opens nothing (security T09). Every failure is the same Problem
 * `sign-in-not-recognised`, whichever part was wrong, and an unknown login takes the steps of a known one. Too many tries: Problem
 * `busy`, `wait-before-retry` or `too-many-tries`, with the time that remains, for unknown logins too.
 */
export interface PasswordSignIn {
  /** `source` is the network that asks. */
  checkPassword(login: string, password: string, source: string): Promise<PendingSignIn>
  /** Sends a code by one of the channels offered; Problem `sign-in-expired` for an unknown or old ticket. */
  sendSignInCode(ticket: string, channel: Channel): Promise<void>
  /** Ends the sign-in: whose it is. A ticket ends one sign-in only. */
  finishSecondFactor(ticket: string, factor: SecondFactor): Promise<Recognised>
}

/** The parts of a sign-in beside the room. */
export interface SignInParts {
  memory: Memory
  hash: PasswordHash
  codes: OneTimeCodes
  totp: TotpCodes
  takeOver: TakeOver
}

const pending = { purpose: Type.Literal('password-sign-in'), spaceId: Type.String() }
const pendingCheck = Compile(
  Type.Union([
    Type.Object({ ...pending, chosenAt: Type.String() }),
    Type.Object({ ...pending, recoveryId: Type.String() }),
  ]),
)
const notRecognised = (): Problem => new Problem('unauthenticated', 'sign-in-not-recognised')

const offer = (room: CredentialRoom, { hasTotp, contact }: Factors): Omit<PendingSignIn, 'ticket'> => {
  const { email, phone } = contact
  return {
    totp: hasTotp,
    ...(email !== undefined && { email: maskEmail(email) }),
    ...(phone !== undefined && room.sms !== undefined && { phone: maskPhone(phone) }),
  }
}

const expired = (): Problem => new Problem('unauthenticated', 'sign-in-expired')

/** Newer parameters of data/ reach a hash when its password is next known. */
const refreshHash = async (
  room: CredentialRoom,
  hash: PasswordHash,
  known: { row: LoginRow; password: string },
): Promise<void> => {
  const { row, password } = known
  if (row.recovery_id !== null || hash.isCurrent(row.hash)) return
  const fresh = await hash.make(password, row.hash)
  await rehashPassword(room.database, { spaceId: row.space_id, before: row.hash, hash: fresh })
}

const provedBy = (row: LoginRow): ProvedPassword =>
  row.recovery_id === null
    ? { spaceId: row.space_id, chosenAt: row.changed_at }
    : { spaceId: row.space_id, recoveryId: row.recovery_id }

const check =
  (room: CredentialRoom, { memory, hash, totp, codes }: SignInParts): PasswordSignIn['checkPassword'] =>
  async (login, password, source) => {
    const row = await provePassword(room, hash, { login, password, source })
    if (row === undefined) throw notRecognised()
    await refreshHash(room, hash, { row, password: plainPassword(password) })
    const ticket = randomSecret()
    const proved = provedBy(row)
    const factors = await findFactors(room, { totp, codes }, proved)
    if (factors === undefined) throw notRecognised()
    await memory.keep(ticket, { purpose: 'password-sign-in', ...proved }, room.parameters.pendingSignInMinutes)
    return { ticket, ...offer(room, factors) }
  }

const requirePending = (memo: unknown): ProvedPassword => {
  if (!pendingCheck.Check(memo)) throw expired()
  return memo
}

/** Whose password was right, and what may come second; nothing once that password was taken away meanwhile. */
const requireFactors = async (
  room: CredentialRoom,
  { totp, codes }: SignInParts,
  proved: ProvedPassword,
): Promise<Factors> => {
  const factors = await findFactors(room, { totp, codes }, proved)
  if (factors === undefined) throw expired()
  return factors
}

const sendCode =
  (room: CredentialRoom, parts: SignInParts): PasswordSignIn['sendSignInCode'] =>
  async (ticket, channel) => {
    const { contact, codeKey } = await requireFactors(room, parts, requirePending(await parts.memory.find(ticket)))
    const address = contact[channel]
    if (address === undefined) throw new Problem('incorrect', 'channel-not-offered', { details: { field: 'channel' } })
    const to = { channel, address, ...(contact.lang && { lang: contact.lang }) }
    await parts.codes.sendOneTimeCode(codeKey, to)
  }

const finish =
  (room: CredentialRoom, parts: SignInParts): PasswordSignIn['finishSecondFactor'] =>
  async (ticket, factor) => {
    const { attempts, parameters } = room
    const proved = requirePending(await parts.memory.find(ticket))
    const { spaceId } = proved
    // Counted by space, not by ticket: whoever knows the password could ask for as many tickets as they like.
    const [wait, count] = [
      { bucket: 'second-factor-wait', subject: spaceId },
      { bucket: 'second-factor', subject: spaceId },
    ]
    await attempts.requireAll([
      [wait, parameters.limits.waitAfterError],
      [count, parameters.limits.secondFactor],
    ])
    // Before the password is looked for again: what is dropped later leaves another epoch behind.
    const meansEpoch = await selectMeansEpoch(room.database, spaceId)
    const right = await (await requireFactors(room, parts, proved)).check(factor)
    if (right === undefined || meansEpoch === undefined) throw notRecognised()
    requirePending(await parts.memory.take(ticket))
    for (const key of [wait, count]) await attempts.clear(key)
    if (!('recoveryId' in proved)) return { spaceId, meansEpoch }
    return { spaceId, meansEpoch: await parts.takeOver({ spaceId, id: proved.recoveryId, ...right }) }
  }

/** Sign-in with a password and a second factor, over a database. Law: rules IDN-5, IDN-8, ENR-20. */
export const createPasswordSignIn = (room: CredentialRoom, parts: SignInParts): PasswordSignIn => ({
  checkPassword: check(room, parts),
  sendSignInCode: sendCode(room, parts),
  finishSecondFactor: finish(room, parts),
})

import { randomBytes } from 'node:crypto'
import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server'
import { sqlState, type Connection } from '../../../../platform/database/database.ts'
import { randomId } from '../../../../platform/ids.ts'
import { Problem } from '../../../../platform/problem.ts'
import type { Memory } from '../memory.ts'
import { createNewPasskeys, type NewPasskeys } from '../passkeys/new-passkeys.ts'
import { credentialHash } from '../passkeys/passkey-responses.ts'
import type { PasswordHash } from '../password/hash-password.ts'
import { loginHash, loginTaken, readChosen, requireFreeLogin } from '../password/passwords.ts'
import type { CredentialRoom, MeansDoer } from '../types.ts'
import { sealMeans, type NewMeans, type NewPasskeyMeans, type NewPasswordMeans } from './new-means.ts'
import {
  askRecoveryRow,
  beginRecoveryRow,
  deleteRecovery,
  selectRecovery,
  type BegunRecovery,
  type RecoveryRow,
} from './store.ts'
import { holderOnline, tellMeans } from '../tell-means.ts'

/** Where a way back stands: asked for, or with a new means that opens from `effectiveAt` on. Instants are ISO. */
export interface RecoveryView {
  /** of this one: another that is asked for after a stop has another */
  id: string
  askedAt: string
  effectiveAt?: string
}

/**
 * The way back into a space whose holder lost every means: asked for by letter, then a new means that opens nothing for some days,
 * told to everybody and stopped by a word; its first use replaces all the others. Law: security T10.
 */
export interface Recoveries {
  /** Nothing when none is under way. */
  recoveryOf(spaceId: string, connection?: Connection): Promise<RecoveryView | undefined>
  /**
   * Notes in the caller's transaction that a letter leaves, and tells every proved contact; false when a new means waits already, or
   * nothing may lead back by now.
   */
  askRecovery(connection: Connection, spaceId: string, doer?: MeansDoer): Promise<boolean>
  /** Its holder ends it, and with it the letter's code and the new means. Problem `conflict`, `recovery-over` when there is none. */
  stopRecovery(spaceId: string): Promise<void>
  /** The same by somebody else, in the caller's transaction; false, and nothing told, when none is under way. */
  endRecovery(connection: Connection, spaceId: string, doer: MeansDoer): Promise<boolean>
  /** Options for a passkey that is to wait: nothing of the space stands in them. */
  draftPasskey(spaceId: string, displayName: string): Promise<PublicKeyCredentialCreationOptionsJSON>
  /** The passkey that a browser made of them; Problem `passkey-not-accepted` as for any other. */
  readDraftedPasskey(spaceId: string, response: unknown, name: string): Promise<NewPasskeyMeans>
  /** A login and a password for a way back, with the refusals of any first choice; the space's own login may be chosen again. */
  draftPassword(spaceId: string, chosen: { login: string; password: string }): Promise<NewPasswordMeans>
  /**
   * Keeps the new means in the caller's transaction, to open from the end of the hold on: gives that instant. Every proved contact is
   * told. Problem `conflict`, `recovery-over` when it was stopped or has a means; `login-taken` or `passkey-already-known` for what
   * is somebody's by now.
   */
  beginRecovery(connection: Connection, recovery: { spaceId: string; id: string }, means: NewMeans): Promise<string>
}

const over = (): Problem => new Problem('conflict', 'recovery-over')
const duplicate = '23505'
const handleBytes = 32
const hourMs = 3_600_000
const after = (at: string, hours: number): string => new Date(Date.parse(at) + hours * hourMs).toISOString()

const viewOf = ({ id, asked_at: askedAt, effective_at: effectiveAt }: RecoveryRow): RecoveryView =>
  effectiveAt === null ? { id, askedAt } : { id, askedAt, effectiveAt }

const ask =
  (room: CredentialRoom): Recoveries['askRecovery'] =>
  async (connection, spaceId, doer) => {
    const now = room.now()
    const endsAt = after(now, room.recoveryTimes(now).endsDays * 24)
    if (!(await room.mayRecover(spaceId, connection))) return false
    if (!(await askRecoveryRow(connection, { spaceId, id: randomId(), now, endsAt }))) return false
    await tellMeans(room, connection, { event: 'recovery-asked', spaceId, doer })
    return true
  }

const takenBy = async (room: CredentialRoom, means: NewMeans): Promise<Problem> =>
  means.kind === 'passkey' ? new Problem('conflict', 'passkey-already-known') : loginTaken(room, means.login)

/** Problem `recovery-over`, or that somebody has the login or the device by now: whether they had it before, or at this moment. */
const keepBegun = async (
  room: CredentialRoom,
  connection: Connection,
  { row, means }: { row: BegunRecovery; means: NewMeans },
): Promise<void> => {
  const begun = await beginRecoveryRow(connection, row).catch(async (error: unknown) => {
    throw sqlState(error) === duplicate ? await takenBy(room, means) : error
  })
  if (begun) return
  const waiting = await selectRecovery(connection, row.spaceId, row.now)
  throw waiting?.id === row.id && waiting.effective_at === null ? await takenBy(room, means) : over()
}

const begin =
  (room: CredentialRoom): Recoveries['beginRecovery'] =>
  async (connection, { spaceId, id }, means) => {
    const now = room.now()
    const { holdHours, endsDays } = room.recoveryTimes(now)
    const effectiveAt = after(now, holdHours)
    if (!(await room.mayRecover(spaceId, connection))) throw over()
    const seal = await room.keys.spaceKeys(spaceId, connection)
    const row: BegunRecovery = {
      spaceId,
      id,
      effectiveAt,
      endsAt: after(effectiveAt, endsDays * 24),
      credentialHash: means.kind === 'passkey' ? credentialHash(means.credentialId) : null,
      loginHash: means.kind === 'password' ? loginHash(room, means.login) : null,
      passwordHash: means.kind === 'password' ? means.hash : null,
      sealed: sealMeans(seal, id, means),
      now,
    }
    await keepBegun(room, connection, { row, means })
    await tellMeans(room, connection, { event: 'recovery-begun', spaceId })
    return effectiveAt
  }

const end =
  (room: CredentialRoom): Recoveries['endRecovery'] =>
  async (connection, spaceId, doer) => {
    if (!(await deleteRecovery(connection, spaceId, room.now()))) return false
    await tellMeans(room, connection, { event: 'recovery-stopped', spaceId, doer })
    return true
  }

// Under a handle of its own: the device that still has the old passkey keeps both, whatever becomes of the new one.
const createDraftedPasskeys = (
  room: CredentialRoom,
  fresh: NewPasskeys,
): Pick<Recoveries, 'draftPasskey' | 'readDraftedPasskey'> => ({
  draftPasskey: (spaceId, displayName) =>
    fresh.offer({ purpose: 'passkey-recovery', spaceId, displayName, handle: randomBytes(handleBytes) }),
  readDraftedPasskey: async (spaceId, response, name) => {
    const { credential, transports, handle } = await fresh.read({ purpose: 'passkey-recovery', spaceId, response })
    return {
      kind: 'passkey',
      credentialId: credential.id,
      name: name.trim().slice(0, room.parameters.passkey.nameLength),
      publicKey: Buffer.from(credential.publicKey).toString('base64'),
      counter: credential.counter,
      transports,
      handle: handle.toString('base64'),
    }
  },
})

/** The way back over a database. */
export const createRecoveries = (room: CredentialRoom, parts: { memory: Memory; hash: PasswordHash }): Recoveries => ({
  recoveryOf: async (spaceId, connection = room.database) => {
    const row = await selectRecovery(connection, spaceId, room.now())
    return row && viewOf(row)
  },
  askRecovery: ask(room),
  stopRecovery: (spaceId) =>
    room.database.transaction(async (connection) => {
      if (!(await end(room)(connection, spaceId, holderOnline(spaceId)))) throw over()
    }),
  endRecovery: end(room),
  ...createDraftedPasskeys(room, createNewPasskeys(room, parts.memory)),
  draftPassword: async (spaceId, chosen) => {
    const { login, password } = await readChosen({ room, hash: parts.hash }, spaceId, chosen)
    await requireFreeLogin(room, spaceId, login)
    return { kind: 'password', login, hash: await parts.hash.make(password) }
  },
  beginRecovery: begin(room),
})

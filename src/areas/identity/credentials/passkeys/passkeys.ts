import { randomBytes, timingSafeEqual } from 'node:crypto'
import {
  generateAuthenticationOptions,
  verifyAuthenticationResponse,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import type { Connection } from '../../../../platform/database/database.ts'
import { describeError } from '../../../../platform/log.ts'
import { isUuid, randomId } from '../../../../platform/ids.ts'
import { Problem } from '../../../../platform/problem.ts'
import { queueAlerts } from '../alerts/holder-alerts.ts'
import type { Memory } from '../memory.ts'
import { openMeans } from '../recovery/new-means.ts'
import { selectEffective } from '../recovery/store.ts'
import type { TakeOver } from '../recovery/take-over.ts'
import { selectMeansEpoch } from '../store.ts'
import type { CredentialRoom, PasskeyView, Recognised } from '../types.ts'
import { createNewPasskeys, type NewPasskeys } from './new-passkeys.ts'
import { assertionCheck, challengeOf, credentialHash, type AssertionResponse } from './passkey-responses.ts'
import { openLabel, sealLabel } from './passkey-label.ts'
import {
  deletePasskey,
  ensureHandle,
  insertPasskey,
  selectHandle,
  selectPasskeyByHash,
  selectPasskeys,
  usePasskey,
  type NewPasskey,
  type PasskeyRow,
} from './store.ts'

/** Passkeys (WebAuthn): the key stays in the holder's device, which asks for a finger, a face or a code before it signs. */
export interface Passkeys {
  /** Options for `navigator.credentials.create()`, as JSON. `displayName` is what the device shows its owner. Problem `passkeys-too-many`. */
  beginPasskeyRegistration(spaceId: string, displayName: string): Promise<PublicKeyCredentialCreationOptionsJSON>
  /**
   * Keeps the passkey that a browser made, under a name that its holder gave. Throws Problem `passkey-not-accepted` for whatever
   * does not verify (challenge older than five minutes, used or another space's; other origin; no user verification),
   * `passkey-already-known` and `passkeys-too-many`.
   */
  finishPasskeyRegistration(spaceId: string, response: unknown, name: string): Promise<PasskeyView>
  /**
   * Options for `navigator.credentials.get()`, as JSON: the device offers what it holds, nobody types who they are. `source` as for
   * passwords: each request writes a row. Problem `busy`, `too-many-tries`.
   */
  beginPasskeySignIn(source: string): Promise<PublicKeyCredentialRequestOptionsJSON>
  /** Whose passkey signed. Throws Problem `sign-in-not-recognised` for every failure alike. */
  finishPasskeySignIn(response: unknown): Promise<Recognised>
  /** The passkeys of a space, oldest first. */
  listPasskeys(spaceId: string): Promise<PasskeyView[]>
  /** Throws Problem `passkey-unknown` when the space has no such passkey. */
  removePasskey(spaceId: string, id: string): Promise<void>
}

const memoryCheck = Compile(Type.Object({ purpose: Type.Literal('passkey-sign-in') }))

const tooMany = (max: number): Problem => new Problem('conflict', 'passkeys-too-many', { details: { max } })
const notRecognised = (cause?: unknown): Problem => new Problem('unauthenticated', 'sign-in-not-recognised', { cause })

const viewOf = async (room: CredentialRoom, row: PasskeyRow): Promise<PasskeyView> => {
  const { name } = openLabel(await room.keys.spaceKeys(row.space_id), row.id, row.sealed)
  const used = row.last_used_at === null ? {} : { lastUsedAt: row.last_used_at }
  return { id: row.id, name, createdAt: row.created_at, ...used }
}

const beginRegistration =
  (room: CredentialRoom, fresh: NewPasskeys): Passkeys['beginPasskeyRegistration'] =>
  async (spaceId, displayName) => {
    const { perSpace } = room.parameters.passkey
    const seal = await room.keys.spaceKeys(spaceId)
    const rows = await selectPasskeys(room.database, spaceId)
    if (rows.length >= perSpace) throw tooMany(perSpace)
    return fresh.offer({
      purpose: 'passkey-registration',
      spaceId,
      displayName,
      handle: await ensureHandle(room.database, spaceId, randomBytes(32)),
      excludeCredentials: rows.map((row) => ({
        id: openLabel(seal, row.id, row.sealed).credentialId,
        transports: row.transports,
      })),
    })
  }

/** Changes the passkeys of a space and tells its holder of it, both or neither; false when nothing was changed. */
const changeAndTell = (
  room: CredentialRoom,
  spaceId: string,
  change: (connection: Connection) => Promise<boolean>,
): Promise<boolean> =>
  room.database.transaction(async (connection) => {
    if (!(await change(connection))) return false
    const { contact } = await room.persons.loadPerson(connection, spaceId)
    await queueAlerts(room, connection, { event: 'means-changed', spaceId, contact })
    return true
  })

/** Two pages at once may pass the limit of the beginning: the insert holds it. So it does what was begun before the means were taken away. */
const whyNotWritten = async (room: CredentialRoom, { spaceId, handle }: NewPasskey): Promise<Problem> => {
  const { perSpace } = room.parameters.passkey
  if ((await selectHandle(room.database, spaceId))?.equals(handle) !== true)
    return new Problem('incorrect', 'passkey-not-accepted')
  const isFull = (await selectPasskeys(room.database, spaceId)).length >= perSpace
  return isFull ? tooMany(perSpace) : new Problem('conflict', 'passkey-already-known')
}

const finishRegistration =
  (room: CredentialRoom, fresh: NewPasskeys): Passkeys['finishPasskeyRegistration'] =>
  async (spaceId, response, name) => {
    const { credential, transports, handle } = await fresh.read({ purpose: 'passkey-registration', spaceId, response })
    const { nameLength, perSpace } = room.parameters.passkey
    const label = { credentialId: credential.id, name: name.trim().slice(0, nameLength) }
    const id = randomId()
    const now = room.now()
    const passkey: NewPasskey = {
      spaceId,
      id,
      handle,
      credentialHash: credentialHash(credential.id),
      publicKey: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports,
      sealed: sealLabel(await room.keys.spaceKeys(spaceId), id, label),
      now,
    }
    const written = await changeAndTell(room, spaceId, (connection) => insertPasskey(connection, passkey, perSpace))
    if (!written) throw await whyNotWritten(room, passkey)
    return { id, name: label.name, createdAt: now }
  }

type SigningKey = Pick<PasskeyRow, 'space_id' | 'id' | 'public_key' | 'counter' | 'transports' | 'handle'>

/** What passkeys are built from, beside the room. */
export interface PasskeyParts {
  memory: Memory
  takeOver: TakeOver
}

/** A passkey that waited for its day, as one that is used the first time; its id is that of its recovery. */
const findWaitingPasskey = async (room: CredentialRoom, hash: Buffer): Promise<SigningKey | undefined> => {
  const row = await selectEffective(room.database, { column: 'credential_hash', value: hash }, room.now())
  const means = row && openMeans(await room.keys.spaceKeys(row.space_id), row.id, row.sealed)
  if (row === undefined || means?.kind !== 'passkey') return undefined
  return {
    space_id: row.space_id,
    id: row.id,
    public_key: Buffer.from(means.publicKey, 'base64'),
    counter: String(means.counter),
    transports: means.transports,
    handle: Buffer.from(means.handle, 'base64'),
  }
}

const verifySignature = async (room: CredentialRoom, row: SigningKey, response: AssertionResponse) => {
  const site = new URL(room.publicUrl)
  const { authenticationInfo, verified } = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challengeOf(response.response.clientDataJSON) ?? '',
    expectedOrigin: site.origin,
    expectedRPID: site.hostname,
    requireUserVerification: true,
    credential: {
      id: response.id,
      publicKey: new Uint8Array(row.public_key),
      counter: Number(row.counter),
      transports: row.transports,
    },
  }).catch((cause: unknown) => {
    // Among the failures is a counter that went back: an operator should see that a device may have been copied.
    room.log.warn('passkey refused', describeError(cause))
    throw notRecognised(cause)
  })
  if (!verified) throw notRecognised()
  return authenticationInfo
}

const finishSignIn =
  (room: CredentialRoom, { memory, takeOver }: PasskeyParts): Passkeys['finishPasskeySignIn'] =>
  async (response) => {
    if (!assertionCheck.Check(response)) throw notRecognised()
    const memo = await memory.take(challengeOf(response.response.clientDataJSON) ?? '')
    if (!memoryCheck.Check(memo)) throw notRecognised()
    const hash = credentialHash(response.id)
    const known = await selectPasskeyByHash(room.database, hash)
    const row = known ?? (await findWaitingPasskey(room, hash))
    if (row === undefined) throw notRecognised()
    // Spec: WebAuthn §7.2 step 6: the handle must be that of the credential's owner.
    const handle = Buffer.from(response.response.userHandle, 'base64url')
    if (handle.length !== row.handle.length || !timingSafeEqual(handle, row.handle)) throw notRecognised()
    const { newCounter } = await verifySignature(room, row, response)
    const spaceId = row.space_id
    // Before the use is written: what was dropped by then cannot be used, what is dropped later leaves another epoch behind.
    const meansEpoch =
      known === undefined ? await takeOver({ spaceId, id: row.id }) : await selectMeansEpoch(room.database, spaceId)
    const id = known?.id ?? (await selectPasskeyByHash(room.database, hash))?.id ?? row.id
    const used = { spaceId, id, counter: newCounter, now: room.now() }
    if (!(await usePasskey(room.database, used)) || meansEpoch === undefined) throw notRecognised()
    return { spaceId, meansEpoch }
  }

/** Passkeys over a database: resident, user verified, no attestation asked. Spec: WebAuthn Level 3; security T09. */
export const createPasskeys = (room: CredentialRoom, parts: PasskeyParts): Passkeys => {
  const site = new URL(room.publicUrl)
  const { memory } = parts
  const fresh = createNewPasskeys(room, memory)
  return {
    beginPasskeyRegistration: beginRegistration(room, fresh),
    finishPasskeyRegistration: finishRegistration(room, fresh),
    beginPasskeySignIn: async (source) => {
      const { challengeMinutes } = room.parameters.passkey
      await room.attempts.require({ bucket: 'passkey-source', subject: source }, room.parameters.limits.signInSource)
      const options = await generateAuthenticationOptions({
        rpID: site.hostname,
        userVerification: 'required',
        timeout: challengeMinutes * 60_000,
      })
      await memory.keep(options.challenge, { purpose: 'passkey-sign-in' }, challengeMinutes)
      return options
    },
    finishPasskeySignIn: finishSignIn(room, parts),
    listPasskeys: async (spaceId) => {
      const rows = await selectPasskeys(room.database, spaceId)
      return Promise.all(rows.map((row) => viewOf(room, row)))
    },
    removePasskey: async (spaceId, id) => {
      const gone =
        isUuid(id) && (await changeAndTell(room, spaceId, (connection) => deletePasskey(connection, spaceId, id)))
      if (!gone) throw new Problem('absent', 'passkey-unknown')
    },
  }
}

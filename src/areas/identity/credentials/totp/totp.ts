import bwip from 'bwip-js/node'
import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { Problem } from '../../../../platform/problem.ts'
import type { FieldSeal, SealedPlace } from '../../keys.ts'
import type { CredentialRoom } from '../types.ts'
import { beginTotpRow, confirmTotpRow, selectTotp, useTotpStep } from './store.ts'

/** What an authenticator app needs: by camera (`qrSvg`, a drawing without colours of its own), by link, or typed (`secret`, base32). */
export interface TotpSetup {
  uri: string
  secret: string
  qrSvg: string
}

/** Codes of an authenticator app (RFC 6238): a second factor for those who have no passkey. */
export interface TotpCodes {
  /** A new secret to set up. The one in use, if any, stays in use until the new one is confirmed. */
  beginTotp(spaceId: string, label: string): Promise<TotpSetup>
  /** Puts the secret into use when a first code fits; Problem `totp-not-recognised` otherwise. */
  confirmTotp(spaceId: string, code: string): Promise<void>
  /** Whether a code is that of now (one step before or after allowed) and was not used yet; a yes uses it up. Limit the tries. */
  checkTotp(spaceId: string, code: string): Promise<boolean>
  hasTotp(spaceId: string): Promise<boolean>
  /** A secret for a space that it does not belong to yet: the caller keeps it. */
  draftTotp(label: string): TotpSetup
  /** The 30-second step whose code of a drafted secret (base32) this is, or nothing. Limit the tries. */
  draftedStep(secret: string, code: string): number | undefined
}

/** Seals the secret of an authenticator app as its space keeps it. */
export const sealTotp = (seal: FieldSeal, spaceId: string, secret: string): Buffer =>
  seal.sealField(placeOf(spaceId), Buffer.from(Secret.fromBase32(secret).bytes))

const placeOf = (spaceId: string): SealedPlace => ({
  table: 'directory.totp',
  rowId: spaceId,
  column: 'secret',
  version: 1,
})

const totpOf = ({ parameters }: CredentialRoom, bytes: Buffer, label = ''): TOTP => {
  const { digits, periodSeconds: period } = parameters.totp
  const secret = new Secret({ buffer: new Uint8Array(bytes).buffer })
  return new TOTP({ issuer: parameters.serviceName, label, algorithm: 'SHA1', digits, period, secret })
}

/** The 30-second step whose code this is, or nothing. */
const stepIn = (room: CredentialRoom, bytes: Buffer, code: string): number | undefined => {
  const { window, periodSeconds } = room.parameters.totp
  const timestamp = room.clock.now().getTime()
  const token = code.replaceAll(/\s/g, '')
  // The library compares bytes: digits of other scripts have more of them.
  if (!/^[0-9]+$/.test(token)) return undefined
  const delta = totpOf(room, bytes).validate({ token, timestamp, window })
  return delta === null ? undefined : Math.floor(timestamp / 1000 / periodSeconds) + delta
}

const stepOf = async (
  room: CredentialRoom,
  spaceId: string,
  tried: { sealed: Buffer; code: string },
): Promise<number | undefined> => {
  const seal = await room.keys.spaceKeys(spaceId)
  return stepIn(room, seal.openField(placeOf(spaceId), tried.sealed), tried.code)
}

const setupOf = (room: CredentialRoom, secret: Buffer, label: string): TotpSetup => {
  const totp = totpOf(room, secret, label)
  const uri = totp.toString()
  return { uri, secret: totp.secret.base32, qrSvg: bwip.toSVG({ bcid: 'qrcode', text: uri, padding: 4 }) }
}

const begin =
  (room: CredentialRoom): TotpCodes['beginTotp'] =>
  async (spaceId, label) => {
    const secret = randomBytes(room.parameters.totp.secretBytes)
    const seal = await room.keys.spaceKeys(spaceId)
    await beginTotpRow(room.database, { spaceId, pending: seal.sealField(placeOf(spaceId), secret), now: room.now() })
    return setupOf(room, secret, label)
  }

const notRecognised = (): Problem => new Problem('incorrect', 'totp-not-recognised', { details: { field: 'code' } })

const confirm =
  (room: CredentialRoom): TotpCodes['confirmTotp'] =>
  async (spaceId, code) => {
    await room.attempts.require({ bucket: 'totp-setup', subject: spaceId }, room.parameters.limits.secondFactor)
    const pending = (await selectTotp(room.database, spaceId))?.pending ?? undefined
    const step = pending && (await stepOf(room, spaceId, { sealed: pending, code }))
    if (pending === undefined || step === undefined) throw notRecognised()
    if (!(await confirmTotpRow(room.database, { spaceId, pending, step }))) throw notRecognised()
    await room.attempts.clear({ bucket: 'totp-setup', subject: spaceId })
  }

/** Authenticator apps over a database. Spec: RFC 6238, SHA-1, 6 digits, 30 seconds: what every app understands. */
export const createTotpCodes = (room: CredentialRoom): TotpCodes => ({
  beginTotp: begin(room),
  confirmTotp: confirm(room),
  checkTotp: async (spaceId, code) => {
    const secret = (await selectTotp(room.database, spaceId))?.secret ?? undefined
    const step = secret && (await stepOf(room, spaceId, { sealed: secret, code }))
    if (secret === undefined || step === undefined) return false
    return useTotpStep(room.database, { spaceId, secret, step })
  },
  draftTotp: (label) => setupOf(room, randomBytes(room.parameters.totp.secretBytes), label),
  draftedStep: (secret, code) => stepIn(room, Buffer.from(Secret.fromBase32(secret).bytes), code),
  hasTotp: async (spaceId) => {
    const row = await selectTotp(room.database, spaceId)
    return row !== undefined && row.secret !== null
  },
})

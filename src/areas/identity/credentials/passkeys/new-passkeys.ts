import {
  generateRegistrationOptions,
  verifyRegistrationResponse,
  type PublicKeyCredentialCreationOptionsJSON,
  type VerifiedRegistrationResponse,
} from '@simplewebauthn/server'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { Problem } from '../../../../platform/problem.ts'
import type { Memory } from '../memory.ts'
import type { CredentialRoom } from '../types.ts'
import { challengeOf, registrationCheck } from './passkey-responses.ts'

type Purpose = 'passkey-registration' | 'passkey-recovery'

/** Whose passkey is to be made, what for, and under which random name its device will know them. */
export interface PasskeyOffer {
  purpose: Purpose
  spaceId: string
  displayName: string
  handle: Buffer
  /** what the device must not make a second time */
  excludeCredentials?: { id: string; transports: string[] }[]
}

/** A passkey that a browser made and that verified. */
export interface MadePasskey {
  credential: NonNullable<VerifiedRegistrationResponse['registrationInfo']>['credential']
  transports: string[]
  handle: Buffer
}

/** Passkeys in the making: what a browser is asked for, and what it answered. */
export interface NewPasskeys {
  offer(offer: PasskeyOffer): Promise<PublicKeyCredentialCreationOptionsJSON>
  /** Problem `passkey-not-accepted` for whatever does not verify, or was offered to another space or for another purpose. */
  read(answer: { purpose: Purpose; spaceId: string; response: unknown }): Promise<MadePasskey>
}

const memoryCheck = Compile(
  Type.Object({
    purpose: Type.Union([Type.Literal('passkey-registration'), Type.Literal('passkey-recovery')]),
    spaceId: Type.String(),
    handle: Type.String(),
  }),
)

const notAccepted = (cause?: unknown): Problem => new Problem('incorrect', 'passkey-not-accepted', { cause })

const offer =
  (room: CredentialRoom, memory: Memory): NewPasskeys['offer'] =>
  async ({ purpose, spaceId, displayName, handle, excludeCredentials = [] }) => {
    const { challengeMinutes, algorithms } = room.parameters.passkey
    const options = await generateRegistrationOptions({
      rpName: room.parameters.serviceName,
      rpID: new URL(room.publicUrl).hostname,
      userName: displayName,
      userDisplayName: displayName,
      userID: new Uint8Array(handle),
      attestationType: 'none',
      excludeCredentials,
      authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
      supportedAlgorithmIDs: algorithms,
      timeout: challengeMinutes * 60_000,
    })
    const memo = { purpose, spaceId, handle: handle.toString('base64') }
    await memory.keep(options.challenge, memo, challengeMinutes)
    return options
  }

const read =
  (room: CredentialRoom, memory: Memory): NewPasskeys['read'] =>
  async ({ purpose, spaceId, response }) => {
    if (!registrationCheck.Check(response)) throw notAccepted()
    const challenge = challengeOf(response.response.clientDataJSON) ?? ''
    const memo = await memory.take(challenge)
    if (!memoryCheck.Check(memo) || memo.purpose !== purpose || memo.spaceId !== spaceId) throw notAccepted()
    const site = new URL(room.publicUrl)
    const verified = await verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.hostname,
      requireUserVerification: true,
      supportedAlgorithmIDs: room.parameters.passkey.algorithms,
    }).catch((cause: unknown) => {
      throw notAccepted(cause)
    })
    if (!verified.verified) throw notAccepted()
    const { credential } = verified.registrationInfo
    const transports = response.response.transports ?? []
    return { credential, transports, handle: Buffer.from(memo.handle, 'base64') }
  }

/** Passkeys in the making over a database: resident, user verified, no attestation asked. Spec: WebAuthn Level 3. */
export const createNewPasskeys = (room: CredentialRoom, memory: Memory): NewPasskeys => ({
  offer: offer(room, memory),
  read: read(room, memory),
})

import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'

/** What a test may do wrong: each stands for a dishonest site, browser or device. */
export interface AuthenticatorFaults {
  /** the origin that the browser reports */
  origin?: string
  /** the relying party that the device signs for */
  rpId?: string
  challenge?: string
  type?: string
  userVerified?: boolean
  userPresent?: boolean
  counter?: number
  userHandle?: string
  /** the signature covers something else */
  badSignature?: boolean
}

interface CreationOptions {
  challenge: string
  rp: { id?: string }
  user: { id: string }
}

interface RequestOptions {
  challenge: string
  rpId?: string
}

/** One passkey in a device of software: makes the JSON that a browser would send. */
export interface SoftwareAuthenticator {
  /** the credential id, base64url */
  readonly id: string
  create(options: CreationOptions, faults?: AuthenticatorFaults): Record<string, unknown>
  get(options: RequestOptions, faults?: AuthenticatorFaults): Record<string, unknown>
}

/** CBOR of what an attestation needs: small integers, byte strings, texts, maps. Spec: RFC 8949. */
const head = (major: number, value: number): Buffer => {
  if (value < 24) return Buffer.from([(major << 5) | value])
  if (value < 256) return Buffer.from([(major << 5) | 24, value])
  return Buffer.from([(major << 5) | 25, value >> 8, value & 0xff])
}

type CborValue = number | string | Buffer | Map<number | string, CborValue>

const cbor = (value: CborValue): Buffer => {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  const entries = [...value].flatMap(([key, inner]) => [cbor(key), cbor(inner)])
  return Buffer.concat([head(5, value.size), ...entries])
}

/** Spec: RFC 9053 §7.1.1, a P-256 key for ES256. */
const coseKey = (publicKey: KeyObject): Buffer => {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  return cbor(
    new Map<number, CborValue>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x, 'base64url')],
      [-3, Buffer.from(y, 'base64url')],
    ]),
  )
}

const sha256 = (data: Buffer | string): Buffer => createHash('sha256').update(data).digest()

interface DataFlags {
  rpId: string
  counter: number
  attested?: Buffer
}

/** Spec: WebAuthn §6.1: hash of the relying party, flags, counter, and at registration the credential. */
const authenticatorData = ({ rpId, counter, attested }: DataFlags, faults: AuthenticatorFaults): Buffer => {
  const flags =
    (faults.userPresent === false ? 0 : 0x01) |
    (faults.userVerified === false ? 0 : 0x04) |
    (attested === undefined ? 0 : 0x40)
  const fixed = Buffer.alloc(5)
  fixed.writeUInt8(flags, 0)
  fixed.writeUInt32BE(counter, 1)
  return Buffer.concat([sha256(faults.rpId ?? rpId), fixed, attested ?? Buffer.alloc(0)])
}

/** A device with one resident P-256 key for a site; `counts: false` for one that sends zero for ever, as synced passkeys do. */
export const createSoftwareAuthenticator = (
  origin: string,
  { counts = true }: { counts?: boolean } = {},
): SoftwareAuthenticator => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const credentialId = randomBytes(32)
  const id = credentialId.toString('base64url')
  const rpId = new URL(origin).hostname
  let counter = 0
  let userHandle = ''
  const clientData = (type: string, challenge: string, faults: AuthenticatorFaults): Buffer =>
    Buffer.from(
      JSON.stringify({
        type: faults.type ?? type,
        challenge: faults.challenge ?? challenge,
        origin: faults.origin ?? origin,
        crossOrigin: false,
      }),
    )
  const wrap = (response: Record<string, unknown>): Record<string, unknown> => ({
    id,
    rawId: id,
    type: 'public-key',
    authenticatorAttachment: 'platform',
    clientExtensionResults: {},
    response,
  })
  return {
    id,
    create: (options, faults = {}) => {
      userHandle = options.user.id
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, 32]), credentialId, coseKey(publicKey)])
      const authData = authenticatorData({ rpId, counter: faults.counter ?? counter, attested }, faults)
      const attestation = new Map<string, CborValue>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', authData],
      ])
      return wrap({
        clientDataJSON: clientData('webauthn.create', options.challenge, faults).toString('base64url'),
        attestationObject: cbor(attestation).toString('base64url'),
        transports: ['internal'],
      })
    },
    get: (options, faults = {}) => {
      counter += counts ? 1 : 0
      const authData = authenticatorData({ rpId, counter: faults.counter ?? counter }, faults)
      const clientDataJSON = clientData('webauthn.get', options.challenge, faults)
      const signed = Buffer.concat([authData, sha256(faults.badSignature === true ? 'other' : clientDataJSON)])
      return wrap({
        clientDataJSON: clientDataJSON.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: sign('sha256', signed, privateKey).toString('base64url'),
        userHandle: faults.userHandle ?? userHandle,
      })
    },
  }
}

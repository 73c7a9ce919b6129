import { createECDH, createPrivateKey, createPublicKey, hkdfSync, type KeyObject } from 'node:crypto'
import { calculateJwkThumbprint } from 'jose'

/** An ES256 key pair as a JSON Web Key; `kid` is its RFC 7638 thumbprint. */
export interface SigningJwk {
  kty: 'EC'
  crv: 'P-256'
  alg: 'ES256'
  use: 'sig'
  kid: string
  x: string
  y: string
  d: string
}

/** A signing key in the two forms its users want. */
export interface SigningKey {
  jwk: SigningJwk
  privateKey: KeyObject
  publicKey: KeyObject
}

const bytes32 = (seed: Buffer, label: string): Buffer =>
  Buffer.from(hkdfSync('sha256', seed, Buffer.alloc(0), `carnet/token-signing/${label}/v1`, 32))

/** A secret text made from the installation's seed: never a default, the same after a restart, different on every installation. */
export const derivedSecret = (seed: Buffer, label: string): string =>
  bytes32(seed, `secret/${label}`).toString('base64url')

const pointOf = (scalar: Buffer): { x: string; y: string } => {
  const ecdh = createECDH('prime256v1')
  ecdh.setPrivateKey(scalar)
  const point = ecdh.getPublicKey()
  return { x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') }
}

/**
 * The ES256 key that an installation's seed gives for a purpose (`oauth`, `simulator-citizens`…). A scalar outside the curve's
 * order happens once in 2³² installations: it throws at the first start, where a new seed costs nothing.
 */
export const deriveSigningKey = async (seed: Buffer, label: string): Promise<SigningKey> => {
  const scalar = bytes32(seed, label)
  const curve = { kty: 'EC', crv: 'P-256', ...pointOf(scalar) } as const
  const kid = await calculateJwkThumbprint(curve)
  const jwk: SigningJwk = { ...curve, d: scalar.toString('base64url'), alg: 'ES256', use: 'sig', kid }
  const privateKey = createPrivateKey({ key: { ...jwk }, format: 'jwk' })
  return { jwk, privateKey, publicKey: createPublicKey(privateKey) }
}

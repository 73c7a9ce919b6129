import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'

/** A key of the journal's own, as 32 bytes of `keys.systemKey`. */
export type JournalSeed = Buffer

// Spec: RFC 8410, an Ed25519 private key in PKCS #8 is this and the 32 bytes of its seed; a public key ends in its own 32 bytes.
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The Ed25519 key that a seed stands for. */
export const privateKeyOf = (seed: JournalSeed): KeyObject =>
  createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' })

/** The 32 bytes of its public half. */
export const publicBytesOf = (seed: JournalSeed): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createPublicKey(privateKeyOf(seed)).export({ format: 'der', type: 'spki' })).slice(-32)

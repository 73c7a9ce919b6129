import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'

const nonceBytes = 12
const tagBytes = 16

const keyOf = (secret: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), 'carnet/sealed-by-its-secret/v1', 32))

/** The hash under which something that belongs to the bearer of a secret is kept. */
export const secretHash = (secret: string): Buffer => createHash('sha256').update(secret, 'utf8').digest()

/** Seals a value so that only the bearer of `secret` opens it: whoever reads the table alone learns nothing. */
export const sealBySecret = (secret: string, value: unknown): Buffer => {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), nonce)
  return Buffer.concat([nonce, cipher.update(JSON.stringify(value), 'utf8'), cipher.final(), cipher.getAuthTag()])
}

/** Opens what `sealBySecret` sealed; nothing when the secret is another or the bytes were altered. */
export const openBySecret = (secret: string, sealed: Buffer): unknown => {
  if (sealed.length < nonceBytes + tagBytes) return undefined
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), sealed.subarray(0, nonceBytes))
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes))
  try {
    const plain = [decipher.update(sealed.subarray(nonceBytes, sealed.length - tagBytes)), decipher.final()]
    return JSON.parse(Buffer.concat(plain).toString('utf8'))
  } catch {
    return undefined
  }
}

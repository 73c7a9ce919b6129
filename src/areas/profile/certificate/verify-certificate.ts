import { constants, createHash, verify, type X509Certificate } from 'node:crypto'
import { encode } from 'cborg'
import { certificateRules } from './certificate-rules.ts'
import type { CertificateKind, ReadCertificate, SignedBytes } from './read-certificate.ts'

/** What the signature of a certificate is worth: good; by a key that is not trusted here; broken; by a key that may not sign its kind. */
export type Signature = 'good' | 'key-unknown' | 'broken' | 'key-misused'

/** Spec: EU DCC volume 1, the beginning of the hash of the signing certificate. */
const keyIdOf = (key: X509Certificate): Buffer => createHash('sha256').update(key.raw).digest().subarray(0, 8)

/** Spec: RFC 9053, ES256 and PS256: no other algorithm signs one. */
const algorithms = { es256: -7, ps256: -37 } as const

const isSignedBy = ({ protectedBytes, payload, signature, algorithm }: SignedBytes, key: X509Certificate): boolean => {
  const signed = encode(['Signature1', protectedBytes, new Uint8Array(), payload])
  const { publicKey } = key
  if (algorithm === algorithms.es256 && publicKey.asymmetricKeyType === 'ec')
    return verify('sha256', signed, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature)
  if (algorithm === algorithms.ps256 && publicKey.asymmetricKeyType === 'rsa')
    return verify(
      'sha256',
      signed,
      { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 },
      signature,
    )
  return false
}

/** Whether a key may sign a kind: one that names none of the kinds signs them all. */
const maySign = (key: X509Certificate, kind: CertificateKind): boolean => {
  const named = new Set(key.keyUsage ?? [])
  const isNamed = (one: CertificateKind): boolean => certificateRules.uses[one].some((oid) => named.has(oid))
  const kinds: CertificateKind[] = ['test', 'vaccination', 'recovery']
  return !kinds.some(isNamed) || isNamed(kind)
}

/** Checks who signed a certificate against the keys that are trusted here. */
export const verifyCertificate = (
  { signed, kind }: ReadCertificate,
  trusted: readonly X509Certificate[],
): Signature => {
  const keys = trusted.filter((key) => keyIdOf(key).equals(signed.keyId))
  if (keys.length === 0) return 'key-unknown'
  const key = keys.find((one) => isSignedBy(signed, one))
  if (key === undefined) return 'broken'
  return maySign(key, kind) ? 'good' : 'key-misused'
}

/** Whether an instant lies between its issue and its end. */
export const isCurrent = ({ issuedAt, expiresAt }: ReadCertificate, now: Date): boolean =>
  issuedAt * 1000 <= now.getTime() && now.getTime() <= expiresAt * 1000

import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Problem } from '../platform/problem.ts'

const block = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g

/** The keys that health certificates are trusted by, of a file of PEM certificates; none without one. Problem `incorrect`, `certificate-keys-unreadable`. */
export const readCertificateKeys = (file: string | undefined): readonly X509Certificate[] => {
  if (file === undefined) return []
  try {
    const keys = (readFileSync(file, 'utf8').match(block) ?? []).map((one) => new X509Certificate(one))
    if (keys.length > 0) return keys
  } catch {
    // said below, with the setting and the fix
  }
  throw new Problem('incorrect', 'certificate-keys-unreadable', { details: { field: 'CERTIFICATE_KEY_FILE' } })
}

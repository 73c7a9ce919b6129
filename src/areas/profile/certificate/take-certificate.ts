import type { X509Certificate } from 'node:crypto'
import { Problem } from '../../../platform/problem.ts'
import type { ProfileSaying } from '../../../reference/profile-entry.ts'
import type { Person } from '../../identity/index.ts'
import { certificateRules } from './certificate-rules.ts'
import { readCertificate, type ReadCertificate } from './read-certificate.ts'
import { verifyCertificate } from './verify-certificate.ts'

const wrong = (reason: string): never => {
  throw new Problem('incorrect', reason, { details: { field: 'certificate' } })
}

/** A name as machines print it: letters of the basic alphabet alone. Spec: ICAO 9303. */
const printed = (name: string): string =>
  name
    .normalize('NFD')
    .toUpperCase()
    .replaceAll(/[^A-Z]/g, '')

const isOf = ({ content }: ReadCertificate, { traits }: Pick<Person, 'traits'>): boolean => {
  const { birthDate, birthFamily, usedFamily } = traits
  const { dob, nam } = content
  const isBorn = dob === '' || birthDate.startsWith(dob.slice(0, 10)) || dob.startsWith(birthDate)
  return isBorn && [birthFamily, usedFamily ?? birthFamily].some((name) => printed(name) === printed(nam.fnt))
}

/**
 * What a code says, as a line of the vaccinations of the person whose space it is brought to. Problem `incorrect`: `certificate-unreadable`,
 * `certificate-other`, `certificate-of-another`, `certificate-without-vaccination`, `certificate-broken` for one that was changed or signed by a key that may not.
 */
export const certificateSaying = (
  code: string,
  person: Pick<Person, 'traits'>,
  trusted: readonly X509Certificate[],
): ProfileSaying => {
  const read = readCertificate(code)
  const signature = verifyCertificate(read, trusted)
  if (signature === 'broken' || signature === 'key-misused') wrong('certificate-broken')
  if (!isOf(read, person)) wrong('certificate-of-another')
  const [vaccination] = read.content.v ?? []
  if (vaccination === undefined) return wrong('certificate-without-vaccination')
  const { disease, products } = certificateRules
  const product = products[vaccination.mp] ?? vaccination.mp
  return {
    section: 'vaccinations',
    fields: { what: `${disease.fr} (${product})`, at: vaccination.dt.slice(0, 10) },
    certificate: {
      issuer: vaccination.is,
      id: vaccination.ci,
      doses: `${vaccination.dn}/${vaccination.sd}`,
      isVerified: signature === 'good',
    },
  }
}

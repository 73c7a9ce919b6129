import type { Example } from '../../../src/areas/documents/index.ts'
import type { Author, Coding, FacilityName, Identifier, PersonName } from '../../../src/reference/document-entry.ts'
import { sha1Of } from './sha1-of.ts'

/** A document to deposit: its bytes, whose it is and what its depositor says of it. */
export type Deposit = Pick<Example, 'bytes' | 'metadata' | 'patient'>

const uri = 'urn:ietf:rfc:3986'
const concept = (coding: Coding) => ({ coding: [coding] })
const identified = (id: Identifier | undefined) => (id ? { identifier: [id] } : {})
const named = (name: PersonName | undefined) =>
  name ? { name: [{ use: 'official', family: name.family, given: [name.given] }] } : {}

const writeOrganization = (id: string, facility: FacilityName): object => ({
  resourceType: 'Organization',
  id,
  ...identified(facility.id),
  ...(facility.name === '' ? {} : { name: facility.name }),
})

const writeWriter = (id: string, author: Author): object[] => {
  const facility = author.facility ? [writeOrganization(`${id}-facility`, author.facility)] : []
  const owner = author.facility ? { reference: `#${id}-facility` } : undefined
  if (author.device !== undefined) {
    const device = {
      resourceType: 'Device',
      id,
      ...identified(author.id),
      deviceName: [{ name: author.device, type: 'user-friendly-name' }],
      ...(author.specialty ? { type: concept(author.specialty) } : {}),
      ...(owner ? { owner } : {}),
    }
    return [...facility, device]
  }
  const person = { resourceType: 'Practitioner', id: `${id}-person`, ...identified(author.id), ...named(author.person) }
  const role = {
    resourceType: 'PractitionerRole',
    id,
    practitioner: { reference: `#${id}-person` },
    ...(owner ? { organization: owner } : {}),
    ...(author.role ? { code: [concept(author.role)] } : {}),
    ...(author.specialty ? { specialty: [concept(author.specialty)] } : {}),
  }
  return [...facility, person, role]
}

const writePatient = ({ metadata }: Deposit): object => {
  const { identifiers, family, given, gender, birthDate } = metadata.sourcePatient
  return {
    resourceType: 'Patient',
    id: 'patient',
    identifier: identifiers,
    name: [{ use: 'official', family, ...(given === undefined ? {} : { given: [given] }) }],
    ...(gender === undefined ? {} : { gender }),
    ...(birthDate === undefined ? {} : { birthDate }),
  }
}

const writeContained = (deposit: Deposit): object[] => {
  const { authors, authenticator, custodian } = deposit.metadata
  return [
    writePatient(deposit),
    ...authors.flatMap((author, at) => writeWriter(`author-${at}`, author)),
    ...(authenticator ? writeWriter('authenticator', authenticator) : []),
    ...(custodian ? [writeOrganization('custodian', custodian)] : []),
  ]
}

const writeContext = ({ metadata }: Deposit): object => {
  const { events, periodStart, periodEnd, createdAt, facilityType, practiceSetting, references } = metadata
  return {
    ...(events.length > 0 ? { event: events.map(concept) } : {}),
    period: { start: periodStart ?? createdAt, ...(periodEnd === undefined ? {} : { end: periodEnd }) },
    ...(facilityType ? { facilityType: concept(facilityType) } : {}),
    ...(practiceSetting ? { practiceSetting: concept(practiceSetting) } : {}),
    sourcePatientInfo: { reference: '#patient' },
    ...(references.length > 0
      ? {
          related: references.map(({ type, value }) => ({
            identifier: { type: concept({ system: uri, code: type }), value },
          })),
        }
      : {}),
  }
}

const attachmentOf = ({ metadata, bytes }: Deposit): object => ({
  contentType: metadata.contentType,
  language: metadata.language,
  size: bytes.length,
  hash: sha1Of(bytes),
  title: metadata.title,
  creation: metadata.createdAt,
})

const writeRelation = ({ code, targetId }: Deposit['metadata']['relatesTo'][number]) => ({
  code,
  target: { reference: `DocumentReference/${targetId}` },
})

/** A DocumentReference of the comprehensive profile, as hospital software writes one. `where`: the address of the bytes, or the bytes. */
export const writeReference = (deposit: Deposit, where: { url: string } | { data: string }): object => {
  const { metadata, patient } = deposit
  return {
    resourceType: 'DocumentReference',
    contained: writeContained(deposit),
    masterIdentifier: { use: 'usual', system: uri, value: metadata.uniqueId },
    status: metadata.status,
    type: concept(metadata.type),
    category: [concept(metadata.documentClass)],
    subject: { identifier: patient },
    date: metadata.datedAt,
    author: metadata.authors.map((_, at) => ({ reference: `#author-${at}` })),
    ...(metadata.authenticator ? { authenticator: { reference: '#authenticator' } } : {}),
    ...(metadata.custodian ? { custodian: { reference: '#custodian' } } : {}),
    ...(metadata.relatesTo.length > 0 ? { relatesTo: metadata.relatesTo.map(writeRelation) } : {}),
    securityLabel: metadata.confidentiality.map(concept),
    content: [{ attachment: { ...attachmentOf(deposit), ...where }, format: metadata.format }],
    context: writeContext(deposit),
  }
}

import type { Author, Coding, FacilityName, Identifier } from '../../../src/reference/document-entry.ts'
import { at, listAt } from '../../../tests/support/json-path.ts'
import type { Deposit } from './write-reference.ts'
import { sha1Of } from './sha1-of.ts'

/** What a document's index says, each part as one line of text, so that two of them can be compared and read. */
export type IndexView = Record<string, string | string[]>

const textOf = (part: unknown): string =>
  (typeof part === 'string' && part !== '') || typeof part === 'number' ? String(part) : '-'

const line = (...parts: unknown[]): string => parts.map(textOf).join(' | ')

const codeLine = (coding: Coding | undefined): string => line(coding?.system, coding?.code, coding?.display)
const idLine = (id: Identifier | undefined): string => line(id?.system, id?.value)
const facilityLine = (facility: FacilityName | undefined): string => line(idLine(facility?.id), facility?.name)

const authorLine = (author: Author): string =>
  line(
    idLine(author.id),
    author.person?.family,
    author.person?.given,
    author.device,
    codeLine(author.specialty),
    codeLine(author.role),
    facilityLine(author.facility),
  )

const personLine = ({ id, person }: Author): string => line(idLine(id), person?.family, person?.given)

/** The index that a document's own header must give. Of the authenticator the corpus says who it is, not in what role. */
export const viewOfDeposit = ({ metadata, bytes, patient }: Deposit): IndexView => ({
  uniqueId: metadata.uniqueId,
  subject: idLine(patient),
  type: codeLine(metadata.type),
  documentClass: codeLine(metadata.documentClass),
  title: metadata.title,
  creation: metadata.createdAt,
  confidentiality: metadata.confidentiality.map(codeLine),
  language: line(metadata.language),
  size: line(bytes.length),
  hash: sha1Of(bytes),
  patient: metadata.sourcePatient.identifiers.map(idLine),
  patientTraits: line(
    metadata.sourcePatient.family,
    metadata.sourcePatient.given,
    metadata.sourcePatient.gender,
    metadata.sourcePatient.birthDate,
  ),
  authors: metadata.authors.map(authorLine),
  authenticator: personLine(metadata.authenticator ?? {}),
  custodian: facilityLine(metadata.custodian),
  period: line(metadata.periodStart, metadata.periodEnd),
  facilityType: codeLine(metadata.facilityType),
  practiceSetting: codeLine(metadata.practiceSetting),
  events: metadata.events.map(codeLine),
  orders: metadata.references.map(({ type, value }) => line(type, value)),
})

const codingLine = (concept: unknown): string => {
  const coding = at(concept, 'coding.0')
  return line(at(coding, 'system'), at(coding, 'code'), at(coding, 'display'))
}

const firstId = (resource: unknown): string =>
  line(at(resource, 'identifier.0.system'), at(resource, 'identifier.0.value'))

/** Follows `#id` into the contained resources. */
const follow = (document: unknown, reference: unknown): unknown => {
  const wanted = at(reference, 'reference')
  return listAt(document, 'contained').find((resource) => `#${String(at(resource, 'id'))}` === wanted)
}

const organizationLine = (document: unknown, reference: unknown): string => {
  const organization = follow(document, reference)
  return line(firstId(organization), at(organization, 'name'))
}

const personOf = (document: unknown, resource: unknown): unknown =>
  at(resource, 'resourceType') === 'PractitionerRole' ? follow(document, at(resource, 'practitioner')) : resource

const authenticatorLine = (document: unknown): string => {
  const person = personOf(document, follow(document, at(document, 'authenticator')))
  return line(firstId(person), at(person, 'name.0.family'), at(person, 'name.0.given.0'))
}

const writerLine = (document: unknown, reference: unknown): string => {
  const resource = follow(document, reference)
  const person = personOf(document, resource)
  const facility = at(resource, 'resourceType') === 'Device' ? at(resource, 'owner') : at(resource, 'organization')
  return line(
    firstId(person),
    at(person, 'name.0.family'),
    at(person, 'name.0.given.0'),
    at(resource, 'deviceName.0.name'),
    codingLine(at(resource, 'specialty.0') ?? at(resource, 'type')),
    codingLine(at(resource, 'code.0')),
    organizationLine(document, facility),
  )
}

const patientView = (patient: unknown): IndexView => ({
  patient: listAt(patient, 'identifier').map((id) => line(at(id, 'system'), at(id, 'value'))),
  patientTraits: line(
    at(patient, 'name.0.family'),
    at(patient, 'name.0.given.0'),
    at(patient, 'gender'),
    at(patient, 'birthDate'),
  ),
})

/** The index that a DocumentReference gives back. `subject` is an address there, so that its caller says whose it is. */
export const viewOfReference = (document: unknown, subject: Identifier): IndexView => {
  const attachment = at(document, 'content.0.attachment')
  return {
    uniqueId: line(at(document, 'masterIdentifier.value')),
    subject: idLine(subject),
    type: codingLine(at(document, 'type')),
    documentClass: codingLine(at(document, 'category.0')),
    title: line(at(attachment, 'title')),
    creation: line(at(attachment, 'creation')),
    confidentiality: listAt(document, 'securityLabel').map(codingLine),
    language: line(at(attachment, 'language')),
    size: line(at(attachment, 'size')),
    hash: line(at(attachment, 'hash')),
    ...patientView(follow(document, at(document, 'context.sourcePatientInfo'))),
    authors: listAt(document, 'author').map((author) => writerLine(document, author)),
    authenticator: authenticatorLine(document),
    custodian: organizationLine(document, at(document, 'custodian')),
    period: line(at(document, 'context.period.start'), at(document, 'context.period.end')),
    facilityType: codingLine(at(document, 'context.facilityType')),
    practiceSetting: codingLine(at(document, 'context.practiceSetting')),
    events: listAt(document, 'context.event').map(codingLine),
    orders: listAt(document, 'context.related').map((related) =>
      line(at(related, 'identifier.type.coding.0.code'), at(related, 'identifier.value')),
    ),
  }
}

import type { DocumentEntry, SourcePatient } from '../../reference/document-entry.ts'
import type { FhirParts } from './fhir-parts.ts'
import type { FhirIdentifier } from './datatypes.ts'
import type { DocumentContext, DocumentReference, Patient } from './resources.ts'
import { terms } from './terms.ts'
import { writeLabels } from './visibility-labels.ts'
import { concept, noContained, writeAuthor, writeFacility, writeName } from './write-author.ts'
import type { Contained } from './write-author.ts'

const uri = (use: string, value: string): FhirIdentifier => ({
  use,
  system: terms.uriSystem,
  value: value.startsWith('urn:') ? value : `urn:uuid:${value}`,
})

const identifiersOf = (entry: DocumentEntry): FhirIdentifier[] => {
  const identifiers = [uri('official', entry.entryUuid)]
  if (entry.logicalUuid !== entry.entryUuid) identifiers.push(uri('secondary', entry.logicalUuid))
  return identifiers
}

const sourcePatientId = 'source'

const writeSourcePatient = (patient: SourcePatient): Patient => {
  const { family, given, gender, birthDate } = patient
  const name = family === undefined && given === undefined ? undefined : { family: family ?? '', given: given ?? '' }
  return {
    resourceType: 'Patient',
    id: sourcePatientId,
    ...(patient.identifiers.length > 0 ? { identifier: patient.identifiers } : {}),
    ...writeName(name),
    ...(gender === undefined ? {} : { gender }),
    ...(birthDate === undefined ? {} : { birthDate }),
  }
}

const writeContext = (entry: DocumentEntry): DocumentContext => {
  const context: DocumentContext = {}
  if (entry.events.length > 0) context.event = entry.events.map(concept)
  if (entry.periodStart !== undefined || entry.periodEnd !== undefined) {
    context.period = {
      ...(entry.periodStart === undefined ? {} : { start: entry.periodStart }),
      ...(entry.periodEnd === undefined ? {} : { end: entry.periodEnd }),
    }
  }
  if (entry.facilityType) context.facilityType = concept(entry.facilityType)
  if (entry.practiceSetting) context.practiceSetting = concept(entry.practiceSetting)
  context.sourcePatientInfo = { reference: `#${sourcePatientId}` }
  if (entry.references.length > 0) context.related = entry.references.map(writeReferenceId)
  return context
}

const writeReferenceId = ({ type, value }: DocumentEntry['references'][number]) => ({
  identifier: { ...(type ? { type: { coding: [{ system: terms.uriSystem, code: type }] } } : {}), value },
})

const writePeople = (entry: DocumentEntry, contained: Contained): Partial<DocumentReference> => {
  const people: Partial<DocumentReference> = { author: entry.authors.map((each) => writeAuthor(contained, each)) }
  if (entry.authenticator) people.authenticator = writeAuthor(contained, entry.authenticator)
  if (entry.custodian) people.custodian = writeFacility(contained, entry.custodian)
  return people
}

const writeContent = (entry: DocumentEntry, baseUrl: string): DocumentReference['content'] => [
  {
    attachment: {
      contentType: entry.contentType,
      ...(entry.language === undefined ? {} : { language: entry.language }),
      url: `${baseUrl}/Binary/${entry.blobId}`,
      size: entry.size,
      hash: entry.hash,
      title: entry.title,
      creation: entry.createdAt,
    },
    format: entry.format,
  },
]

const writeRelations = (entry: DocumentEntry): NonNullable<DocumentReference['relatesTo']> =>
  entry.relatesTo.map(({ code, targetId }) => ({ code, target: { reference: `DocumentReference/${targetId}` } }))

/**
 * A document as a PDSm comprehensive DocumentReference: people contained, bytes by absolute address.
 * A page has fifty of these: nothing is cloned, the entry's codes are shared with the result. Spec: PDSm 3.1.1.
 */
export const writeDocumentReference = (
  entry: DocumentEntry,
  { baseUrl, codes }: Pick<FhirParts, 'baseUrl' | 'codes'>,
): DocumentReference => {
  const contained = noContained()
  contained.resources.push(writeSourcePatient(entry.sourcePatient))
  const people = writePeople(entry, contained)
  return {
    resourceType: 'DocumentReference',
    id: entry.id,
    meta: { versionId: String(entry.version), profile: [terms.profiles.documentReference] },
    contained: contained.resources,
    extension: [{ url: terms.extensions.isArchived, valueBoolean: entry.archived }],
    masterIdentifier: { use: 'usual', system: terms.uriSystem, value: entry.uniqueId },
    identifier: identifiersOf(entry),
    status: entry.status,
    type: concept(entry.type),
    category: [concept(entry.documentClass)],
    subject: { reference: `Patient/${entry.spaceId}` },
    date: entry.datedAt,
    ...people,
    ...(entry.relatesTo.length > 0 ? { relatesTo: writeRelations(entry) } : {}),
    ...(entry.description === undefined ? {} : { description: entry.description }),
    securityLabel: writeLabels(entry, codes),
    content: writeContent(entry, baseUrl),
    context: writeContext(entry),
  }
}

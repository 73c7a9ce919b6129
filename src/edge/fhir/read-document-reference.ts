import type { DocumentMetadata, DocumentRelation, SourcePatient } from '../../reference/document-entry.ts'
import { metadataProblem } from './metadata-problem.ts'
import { missingElements } from './missing-elements.ts'
import type { DocumentProfile } from './missing-elements.ts'
import { readAuthor, readFacility, readName } from './read-author.ts'
import { readCoding, readConcept, readIdentifiers, readUuid } from './read-identifier.ts'
import { findContained, localId } from './read-reference.ts'
import { IncorrectResource } from './resource-issue.ts'
import type { Attachment } from './datatypes.ts'
import type { DocumentReference } from './resources.ts'
import { terms } from './terms.ts'
import { readLabels } from './visibility-labels.ts'
import type { VisibilityCodes } from './visibility-labels.ts'

/** Where a DocumentReference stands in its message and by which profile it is judged. */
export interface DocumentPlace {
  field: string
  baseUrl: string
  profile: DocumentProfile
  codes: VisibilityCodes
}

const readRelations = (document: DocumentReference, place: DocumentPlace): DocumentRelation[] =>
  (document.relatesTo ?? []).map(({ code, target }, at) => {
    const field = `${place.field}.relatesTo[${at}].target`
    const targetId = localId(target.reference ?? '', 'DocumentReference', place.baseUrl)
    if (targetId === undefined) throw metadataProblem('relation-target', { field }, 'XDSReplaceFailed')
    return { code, targetId }
  })

const readSourcePatient = (document: DocumentReference, place: DocumentPlace): SourcePatient => {
  const reference = document.context?.sourcePatientInfo
  const patient = findContained(document, reference)
  if (!reference) return { identifiers: readIdentifiers([document.subject?.identifier ?? {}]) }
  if (patient?.resourceType !== 'Patient') {
    const field = `${place.field}.context.sourcePatientInfo`
    throw metadataProblem('reference-dangling', { field, reference: reference.reference ?? '' })
  }
  const name = readName(patient.name)
  return {
    identifiers: readIdentifiers(patient.identifier),
    ...(name ? { family: name.family, given: name.given } : {}),
    ...(patient.gender === undefined ? {} : { gender: patient.gender }),
    ...(patient.birthDate === undefined ? {} : { birthDate: patient.birthDate }),
  }
}

const readReferenceIds = (document: DocumentReference): DocumentMetadata['references'] =>
  (document.context?.related ?? []).flatMap(({ identifier }) =>
    identifier?.value ? [{ type: identifier.type?.coding?.[0]?.code ?? '', value: identifier.value }] : [],
  )

const readPeople = (
  document: DocumentReference,
  { field }: DocumentPlace,
): Pick<DocumentMetadata, 'authors' | 'authenticator' | 'custodian'> => {
  const { author = [], authenticator, custodian } = document
  return {
    authors: author.map((each, at) => readAuthor(document, each, `${field}.author[${at}]`)),
    ...(authenticator ? { authenticator: readAuthor(document, authenticator, `${field}.authenticator`) } : {}),
    ...(custodian ? { custodian: readFacility(document, custodian, `${field}.custodian`) } : {}),
  }
}

const readContext = (document: DocumentReference): Partial<DocumentMetadata> => {
  const { event, period, facilityType, practiceSetting } = document.context ?? {}
  const facility = readConcept(facilityType)
  const setting = readConcept(practiceSetting)
  return {
    events: (event ?? []).map(readConcept).filter((each) => each !== undefined),
    ...(facility ? { facilityType: facility } : {}),
    ...(setting ? { practiceSetting: setting } : {}),
    ...(period?.start === undefined ? {} : { periodStart: period.start }),
    ...(period?.end === undefined ? {} : { periodEnd: period.end }),
  }
}

const readCodes = (
  document: DocumentReference,
  place: DocumentPlace,
): Pick<DocumentMetadata, 'documentClass' | 'type' | 'format' | 'confidentiality' | 'visibility'> => {
  const documentClass = readConcept(document.category?.[0])
  const type = readConcept(document.type)
  if (!documentClass) throw metadataProblem('code-missing', { field: `${place.field}.category[0].coding` })
  if (!type) throw metadataProblem('code-missing', { field: `${place.field}.type.coding` })
  const labels = readLabels(document.securityLabel ?? [], place.codes)
  if (labels.confidentiality.length === 0) labels.confidentiality.push(terms.defaults.confidentiality)
  return { documentClass, type, format: readCoding(document.content[0]?.format) ?? terms.defaults.format, ...labels }
}

const proposedUuid = (document: DocumentReference): Pick<DocumentMetadata, 'entryUuid'> => {
  const uuids = (document.identifier ?? []).filter((each) => each.value?.startsWith('urn:uuid:'))
  const entryUuid = readUuid((uuids.find((each) => each.use === 'official') ?? uuids[0])?.value)
  return entryUuid ? { entryUuid } : {}
}

const readAttachment = (attachment: Attachment, date: string) => ({
  contentType: attachment.contentType ?? '',
  title: attachment.title ?? '',
  createdAt: attachment.creation ?? date,
  ...(attachment.language === undefined ? {} : { language: attachment.language }),
})

const isArchived = (document: DocumentReference): boolean =>
  document.extension?.some((each) => each.url === terms.extensions.isArchived && each.valueBoolean === true) ?? false

/**
 * The metadata a DocumentReference declares. Shape and cardinalities are judged here (every missing element is named);
 * whether the codes are known and the bytes fit is the documents area's. Spec: PDSm 3.1.1, IHE MHD ITI-65 and ITI-105.
 */
export const readDocumentReference = (document: DocumentReference, place: DocumentPlace): DocumentMetadata => {
  const issues = missingElements(document, place)
  if (issues.length > 0) throw new IncorrectResource(issues)
  const datedAt = document.date ?? ''
  return {
    uniqueId: document.masterIdentifier?.value ?? '',
    ...proposedUuid(document),
    status: document.status,
    archived: isArchived(document),
    ...readCodes(document, place),
    ...readAttachment(document.content[0]?.attachment ?? {}, datedAt),
    datedAt,
    ...(document.description === undefined ? {} : { description: document.description }),
    ...readPeople(document, place),
    events: [],
    ...readContext(document),
    references: readReferenceIds(document),
    sourcePatient: readSourcePatient(document, place),
    relatesTo: readRelations(document, place),
  }
}

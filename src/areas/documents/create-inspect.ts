import type { DocumentMetadata } from '../../reference/document-entry.ts'
import type { Reference } from '../../reference/reference.ts'
import { readAtDeposit, readClinicalDocument, type ClinicalDocument } from './clinical-document.ts'
import { checkContent } from './content/check-content.ts'
import type { Inspect, Inspected, Inspection } from './inspect-document.ts'
import { pointAtContent } from './point-at-content.ts'
import { requirePatient } from './require-patient.ts'
import { plainTextAtDeposit } from './search/text-of-content.ts'

/** What a document that says of itself what it is, is the source of: its word goes before the message's. */
const fromHeader = [
  'type',
  'documentClass',
  'title',
  'createdAt',
  'language',
  'confidentiality',
  'authors',
  'authenticator',
  'custodian',
  'periodStart',
  'periodEnd',
  'events',
  'facilityType',
  'practiceSetting',
  'references',
  'sourcePatient',
] as const satisfies (keyof DocumentMetadata)[]

const isSaid = (value: unknown): boolean =>
  Array.isArray(value) ? value.length > 0 : value !== undefined && value !== ''

/** The index: the header's word where it has one, the message's elsewhere. */
export const mergeIndex = (sent: DocumentMetadata, header: DocumentMetadata): DocumentMetadata => {
  const said = fromHeader.filter((key) => isSaid(header[key]))
  return { ...sent, ...Object.fromEntries(said.map((key) => [key, header[key]])) }
}

const differs = (sent: DocumentMetadata, index: DocumentMetadata, header: DocumentMetadata): string[] => [
  ...(sent.type.code === index.type.code ? [] : ['type-differs-from-document']),
  ...(sent.uniqueId === header.uniqueId ? [] : ['unique-id-differs-from-document']),
]

const indexed = (reference: Reference, inspection: Inspection, document: ClinicalDocument): Inspected => {
  requirePatient(document, inspection.patient)
  const said = document.metadata
  const known = reference.findDocumentType(said.type)
    ? said
    : { ...said, type: inspection.metadata.type, documentClass: inspection.metadata.documentClass }
  const metadata = mergeIndex(inspection.metadata, known)
  return {
    metadata,
    warnings: [...document.warnings, ...differs(inspection.metadata, metadata, said)],
    ...readAtDeposit(document, inspection.bytes.length),
  }
}

/** Makes the inspection of a deposited document: what its bytes are, whom they are about, what they say of themselves. */
export const createInspect =
  (reference: Reference): Inspect =>
  (inspection) => {
    const { metadata, bytes, field } = inspection
    try {
      const sniffed = checkContent(metadata.contentType, bytes)
      const document = readClinicalDocument(reference, sniffed, bytes)
      return document
        ? indexed(reference, inspection, document)
        : { metadata, warnings: [], results: [], ...plainTextAtDeposit(sniffed, bytes) }
    } catch (error) {
      throw pointAtContent(error, `${field}.content[0].attachment`)
    }
  }

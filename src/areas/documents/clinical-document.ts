import type { DocumentMetadata } from '../../reference/document-entry.ts'
import type { Reference } from '../../reference/reference.ts'
import type { ContentRead } from '../../reference/content-read.ts'
import type { LaboratoryResult } from '../../reference/result-entry.ts'
import type { Statement } from '../../reference/statement-entry.ts'
import { cdaWarnings } from './cda/cda-warnings.ts'
import { findEmbedded } from './cda/embedded.ts'
import { headerToMetadata } from './cda/header-to-metadata.ts'
import { parseCda } from './cda/parse-cda.ts'
import { readBody } from './cda/read-body.ts'
import { readHeader } from './cda/read-header.ts'
import { readResults, readVitalSigns } from './cda/read-results.ts'
import { readStatements } from './cda/read-statements.ts'
import { requireStructure } from './cda/require-structure.ts'
import { findAttachments, readAttachment } from './fhir/attachments.ts'
import { fhirToMetadata } from './fhir/fhir-metadata.ts'
import { fhirWarnings } from './fhir/fhir-warnings.ts'
import { nodeAt, nodesAt, textAt } from './fhir/fhir-node.ts'
import { parseFhirDocument } from './fhir/parse-fhir-document.ts'
import { readFhirBody } from './fhir/read-fhir-body.ts'
import { readFhirResults } from './fhir/read-fhir-results.ts'
import { readFhirStatements } from './fhir/read-fhir-statements.ts'
import { requireOnePatient } from './fhir/require-one-patient.ts'
import { isReadAtOnce, textAtDeposit } from './search/text-of-content.ts'

/** A document that says of itself what it is: its index by its own word, and what was read from it. */
export interface ClinicalDocument {
  metadata: DocumentMetadata
  warnings: string[]
  /** reads the results in it: of a long document that takes a while */
  readResults: () => readonly LaboratoryResult[]
  /** the same of what was measured by hand */
  readVitalSigns: () => readonly LaboratoryResult[]
  /** the same of what it says of the person's health */
  readStatements: () => readonly Statement[]
  /** what it says to people; absent where it is long or carries a PDF: read apart, later */
  text?: string
  /** the titles of its chapters */
  sections: readonly string[]
  /** how many files it carries */
  files: number
}

const readCda = (reference: Reference, bytes: Buffer): ClinicalDocument => {
  const document = parseCda(bytes)
  requireStructure(document)
  const header = readHeader(document)
  return {
    metadata: headerToMetadata(header, reference),
    warnings: cdaWarnings(document),
    readResults: () => readResults(document, { canonical: reference.canonicalSystem }),
    readVitalSigns: () => readVitalSigns(document, { canonical: reference.canonicalSystem }),
    readStatements: () => readStatements(document, { canonical: reference.canonicalSystem }),
    sections: header.sections.flatMap((section) => section.title ?? []),
    files: header.embedded.length,
    ...textAtDeposit(
      bytes.length,
      findEmbedded(document).map(({ mediaType }) => mediaType),
      () => readBody(document),
    ),
  }
}

const readFhir = (reference: Reference, bytes: Buffer): ClinicalDocument => {
  const document = parseFhirDocument(bytes)
  requireOnePatient(document)
  const metadata = fhirToMetadata(document, reference)
  const results = readFhirResults(document, { canonical: reference.canonicalSystem })
  const carried = findAttachments(document).map((_, index) => readAttachment(document, index).mediaType)
  return {
    metadata,
    warnings: fhirWarnings({ document, metadata, results }),
    readResults: () => results,
    // its vital signs are among its results
    readVitalSigns: () => [],
    readStatements: () => readFhirStatements(document, { canonical: reference.canonicalSystem }),
    sections: nodesAt(document.composition.resource, 'section').flatMap(
      (section) => textAt(section, 'title') ?? textAt(nodeAt(section, 'code'), 'text') ?? [],
    ),
    files: carried.length,
    ...textAtDeposit(bytes.length, carried, () => readFhirBody(document)),
  }
}

const readers = new Map([
  ['text/xml', readCda],
  ['application/fhir+json', readFhir],
  ['application/fhir+xml', readFhir],
])

/** Whether documents of a kind (as sniffed) say of themselves what they are. */
export const isClinical = (type: string): boolean => readers.has(type)

/** Reads a document of such a kind; undefined for any other. Throws the `incorrect` Problems of its parser. */
export const readClinicalDocument = (reference: Reference, type: string, bytes: Buffer): ClinicalDocument | undefined =>
  readers.get(type)?.(reference, bytes)

/** What is read of such a document of so many bytes with its deposit; the rest is read apart, later. */
export const readAtDeposit = (document: ClinicalDocument, size: number): ContentRead => {
  const { text } = document
  const read = isReadAtOnce(size)
    ? {
        results: [...document.readResults(), ...document.readVitalSigns()],
        statements: document.readStatements(),
      }
    : {}
  return { ...read, ...(text === undefined ? {} : { text }) }
}

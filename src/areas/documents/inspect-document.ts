import type { DocumentMetadata, Identifier } from '../../reference/document-entry.ts'
import type { LaboratoryResult } from '../../reference/result-entry.ts'

/** What the bytes of a deposited document turned out to be. */
export interface Inspected {
  /** the index: what the document says of itself wins over what the message says of it */
  metadata: DocumentMetadata
  /** named remarks, kept with the document and told to the depositor */
  warnings: string[]
  /** the laboratory results in it */
  results: readonly LaboratoryResult[]
  /** the text of it, empty where there is none; absent where it is still to be read */
  text?: string
}

/** What to inspect, for whom, and where errors point. */
export interface Inspection {
  metadata: DocumentMetadata
  bytes: Buffer
  patient: Identifier
  field: string
}

/** Looks into a document's bytes; Problem `incorrect` where they are not what they should be. */
export type Inspect = (inspection: Inspection) => Inspected

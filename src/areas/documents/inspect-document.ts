import type { ContentRead } from '../../reference/content-read.ts'
import type { DocumentMetadata, Identifier } from '../../reference/document-entry.ts'

/** What the bytes of a deposited document turned out to be. */
export interface Inspected extends ContentRead {
  /** the index: what the document says of itself wins over what the message says of it */
  metadata: DocumentMetadata
  /** named remarks, kept with the document and told to the depositor */
  warnings: string[]
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

import type { Visitor } from '../../access/types.ts'
import type { DocumentEntry } from '../../reference/document-entry.ts'
import type { CdaBody } from '../../areas/documents/cda/body.ts'

/** A file carried inside a CDA document; `index` is its place in the address of the part. */
export interface EmbeddedPart {
  index: number
  mediaType: string
  size: number
}

/** What a page shows of a document's content, by how it can be shown. */
export type DocumentBody =
  | { kind: 'cda'; body: CdaBody; embedded: readonly EmbeddedPart[] }
  | { kind: 'pdf' }
  | { kind: 'image' }
  | { kind: 'text'; text: string }
  | { kind: 'other' }

/** What the documents area offers to pages beside `Documents`: content made ready to be shown. */
export interface DocumentReading {
  readDocumentBody(visitor: Visitor, documentId: string): Promise<{ entry: DocumentEntry; body: DocumentBody }>
  openEmbedded(visitor: Visitor, documentId: string, index: number): Promise<{ mediaType: string; bytes: Buffer }>
}

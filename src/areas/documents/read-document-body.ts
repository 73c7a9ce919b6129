import { buffer } from 'node:stream/consumers'
import type { Visitor } from '../../access/types.ts'
import { visitorName } from './visitor-name.ts'
import type { Confined } from '../../platform/confined/confined.ts'
import { readPdfText, type PdfReading } from '../../platform/confined/read-pdf-text.ts'
import { drawnTypes } from '../../platform/confined/draw-picture.ts'
import type { CodeSystems } from '../../reference/code-systems.ts'
import type { DocumentEntry } from '../../reference/document-entry.ts'
import type { ResultFlags } from '../../reference/result-flags.ts'
import type { CdaBody } from './cda/body.ts'
import { parseCda } from './cda/parse-cda.ts'
import { readBody } from './cda/read-body.ts'
import { readEmbedded, type EmbeddedContent } from './cda/read-embedded.ts'
import { readHeader } from './cda/read-header.ts'
import { readResults } from './cda/read-results.ts'
import { bareType } from '../../platform/bare-type.ts'
import { sniffContent } from './content/sniff-content.ts'
import { readAttachment, findAttachments } from './fhir/attachments.ts'
import { parseFhirDocument } from './fhir/parse-fhir-document.ts'
import { readFhirBody } from './fhir/read-fhir-body.ts'
import { readFhirResults } from './fhir/read-fhir-results.ts'
import { weighResult, type WeighedResult } from './results/weigh-result.ts'
import type { FindContent } from './read-document.ts'
import type { Documents } from './types.ts'

/** A file carried inside a document; `index` is its place in the address of the part. */
export interface EmbeddedPart {
  index: number
  mediaType: string
  size: number
}

/** What a page shows of a document's content, by how it can be shown. */
export type DocumentBody =
  | { kind: 'cda' | 'fhir'; body: CdaBody; embedded: readonly EmbeddedPart[]; results: readonly WeighedResult[] }
  /** its pages are drawn one by one; `isLarge`: no more than one at a time */
  | { kind: 'pdf'; isLarge: boolean; reading: PdfReading }
  | { kind: 'image' }
  | { kind: 'text'; text: string }
  | { kind: 'other' }
  /** closed until the virus scanner answers, or since it found something */
  | { kind: 'waiting' | 'infected' }
  /** its reader wants to hear of it from their doctor first */
  | { kind: 'awaits-talk' }

/** A document's content made ready to be shown to a person. */
export interface DocumentReading {
  readDocumentBody(visitor: Visitor, documentId: string): Promise<{ entry: DocumentEntry; body: DocumentBody }>
  openEmbedded(visitor: Visitor, documentId: string, index: number): Promise<{ mediaType: string; bytes: Buffer }>
}

/** What reading is built from: the door to the bytes, the spellings of code systems, the flags of laboratories. */
export interface ReadingParts {
  findContent: FindContent
  openContent: Documents['openContent']
  systems: Pick<CodeSystems, 'canonical'>
  flags: ResultFlags
  confined: Pick<Confined, 'runFor'>
}

/** What is drawn in a page at most; larger content is offered for download. */
const maxShownBytes = 40 * 1024 * 1024
/** From this size on, a PDF is shown a page at a time. */
const largeBytes = 10 * 1024 * 1024

const partsOf = (count: number, read: (index: number) => EmbeddedContent): EmbeddedPart[] =>
  Array.from({ length: count }, (_, index) => {
    const { mediaType, bytes } = read(index)
    return { index, size: bytes.length, mediaType }
  })

const cdaBody = ({ systems, flags }: ReadingParts, bytes: Buffer): DocumentBody => {
  const document = parseCda(bytes)
  return {
    kind: 'cda',
    body: readBody(document),
    embedded: partsOf(readHeader(document).embedded.length, (index) => readEmbedded(document, index)),
    results: readResults(document, systems).map((result) => weighResult(flags, result)),
  }
}

const fhirBody = ({ systems, flags }: ReadingParts, bytes: Buffer): DocumentBody => {
  const document = parseFhirDocument(bytes)
  return {
    kind: 'fhir',
    body: readFhirBody(document),
    embedded: partsOf(findAttachments(document).length, (index) => readAttachment(document, index)),
    results: readFhirResults(document, systems).map((result) => weighResult(flags, result)),
  }
}

/** A text that was deposited as one stays one, whatever else it could be read as. */
const typeOf = (entry: DocumentEntry, bytes: Buffer): string | undefined =>
  bareType(entry.contentType) === 'text/plain' ? 'text/plain' : sniffContent(bytes)

const bodyOf = (parts: ReadingParts, type: string | undefined, bytes: Buffer): DocumentBody => {
  if (type === 'text/xml') return cdaBody(parts, bytes)
  if (type === 'application/fhir+json') return fhirBody(parts, bytes)
  if (type !== undefined && drawnTypes.includes(type)) return { kind: 'image' }
  return type === 'text/plain' ? { kind: 'text', text: bytes.toString('utf8') } : { kind: 'other' }
}

/** Builds the reading of documents: each is one journaled look, whatever is shown of it. */
export const createDocumentReading = (parts: ReadingParts): DocumentReading => ({
  readDocumentBody: async (visitor, documentId) => {
    const { entry, closed, open } = await parts.findContent(visitor, documentId, { anyVersion: true })
    if (closed !== undefined) return { entry, body: { kind: closed } }
    if (entry.size > maxShownBytes) return { entry, body: { kind: 'other' } }
    const bytes = await buffer(await open())
    const type = typeOf(entry, bytes)
    if (type !== 'application/pdf') return { entry, body: bodyOf(parts, type, bytes) }
    const reading = await readPdfText(parts.confined.runFor(visitorName(visitor)), bytes)
    return { entry, body: { kind: 'pdf', isLarge: bytes.length >= largeBytes, reading } }
  },
  openEmbedded: async (visitor, documentId, index) => {
    const content = await parts.openContent(visitor, documentId, { anyVersion: true })
    const whole = await buffer(content.stream)
    const isFhir = sniffContent(whole) === 'application/fhir+json'
    return isFhir ? readAttachment(parseFhirDocument(whole), index) : readEmbedded(parseCda(whole), index)
  },
})

import { buffer } from 'node:stream/consumers'
import type { Visitor } from '../../access/types.ts'
import { visitorName } from './visitor-name.ts'
import type { Confined } from '../../platform/confined/confined.ts'
import type { PagePicture } from '../../platform/confined/draw-pdf-page.ts'
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
import { inspectPdf } from './content/inspect-pdf.ts'
import { isFhirType, sniffContent } from './content/sniff-content.ts'
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
  /** of a PDF: what its pages are shown with; absent beyond the first few */
  pdf?: PdfBody
}

/** A PDF: its pages are drawn one by one; `isLarge`: no more than one at a time. */
export interface PdfBody {
  isLarge: boolean
  reading: PdfReading
}

/** What a page shows of a document's content, by how it can be shown. */
export type DocumentBody =
  | { kind: 'cda' | 'fhir'; body: CdaBody; embedded: readonly EmbeddedPart[]; results: readonly WeighedResult[] }
  | ({ kind: 'pdf' } & PdfBody)
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
  /** `onlyKept`: a PDF that no browser opens by itself */
  openEmbedded(visitor: Visitor, documentId: string, index: number): Promise<EmbeddedContent & { onlyKept?: true }>
  /** One page, from 0, of a PDF carried inside, drawn as a picture. Problems as `openPage`. */
  openEmbeddedPage(visitor: Visitor, documentId: string, place: { index: number; page: number }): Promise<PagePicture>
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

/** So many PDFs inside one document are read for a look; a report has one. */
const mostPdfsRead = 3

type ReadPdf = (bytes: Buffer) => Promise<PdfBody>

const partsOf = async (
  count: number,
  read: (index: number) => EmbeddedContent,
  readPdf: ReadPdf,
): Promise<EmbeddedPart[]> => {
  const parts: EmbeddedPart[] = []
  let pdfs = 0
  for (let index = 0; index < count; index += 1) {
    const { mediaType, bytes } = read(index)
    const isRead = mediaType === 'application/pdf' && pdfs < mostPdfsRead
    pdfs += isRead ? 1 : 0
    parts.push({ index, size: bytes.length, mediaType, ...(isRead ? { pdf: await readPdf(bytes) } : {}) })
  }
  return parts
}

const cdaBody = async ({ systems, flags }: ReadingParts, bytes: Buffer, readPdf: ReadPdf): Promise<DocumentBody> => {
  const document = parseCda(bytes)
  const { embedded } = readHeader(document)
  return {
    kind: 'cda',
    body: readBody(document),
    embedded: await partsOf(embedded.length, (index) => readEmbedded(document, index), readPdf),
    results: readResults(document, systems).map((result) => weighResult(flags, result)),
  }
}

const fhirBody = async ({ systems, flags }: ReadingParts, bytes: Buffer, readPdf: ReadPdf): Promise<DocumentBody> => {
  const document = parseFhirDocument(bytes)
  const files = findAttachments(document)
  return {
    kind: 'fhir',
    body: readFhirBody(document),
    embedded: await partsOf(files.length, (index) => readAttachment(document, index), readPdf),
    results: readFhirResults(document, systems).map((result) => weighResult(flags, result)),
  }
}

/** A text that was deposited as one stays one, whatever else it could be read as. */
const typeOf = (entry: DocumentEntry, bytes: Buffer): string | undefined =>
  bareType(entry.contentType) === 'text/plain' ? 'text/plain' : sniffContent(bytes)

const bodyOf = async (
  parts: ReadingParts,
  { type, bytes }: { type: string | undefined; bytes: Buffer },
  readPdf: ReadPdf,
): Promise<DocumentBody> => {
  if (type === 'application/pdf') return { kind: 'pdf', ...(await readPdf(bytes)) }
  if (type === 'text/xml') return cdaBody(parts, bytes, readPdf)
  if (isFhirType(type)) return fhirBody(parts, bytes, readPdf)
  if (type !== undefined && drawnTypes.includes(type)) return { kind: 'image' }
  return type === 'text/plain' ? { kind: 'text', text: bytes.toString('utf8') } : { kind: 'other' }
}

const readPdfFor =
  ({ confined }: ReadingParts, visitor: Visitor): ReadPdf =>
  async (bytes) => ({
    isLarge: bytes.length >= largeBytes,
    reading: await readPdfText(confined.runFor(visitorName(visitor)), bytes),
  })

const createOpenEmbedded =
  ({ openContent }: ReadingParts): DocumentReading['openEmbedded'] =>
  async (visitor, documentId, index) => {
    const content = await openContent(visitor, documentId, { anyVersion: true })
    const whole = await buffer(content.stream)
    const isFhir = isFhirType(sniffContent(whole))
    const file = isFhir ? readAttachment(parseFhirDocument(whole), index) : readEmbedded(parseCda(whole), index)
    const isKept = file.mediaType === 'application/pdf' && inspectPdf(file.bytes) !== undefined
    return isKept ? { ...file, onlyKept: true as const } : file
  }

/** Builds the reading of documents: each is one journaled look, whatever is shown of it. */
export const createDocumentReading = (parts: ReadingParts): Omit<DocumentReading, 'openEmbeddedPage'> => ({
  readDocumentBody: async (visitor, documentId) => {
    const { entry, closed, open } = await parts.findContent(visitor, documentId, { anyVersion: true })
    if (closed !== undefined) return { entry, body: { kind: closed } }
    if (entry.size > maxShownBytes) return { entry, body: { kind: 'other' } }
    const bytes = await buffer(await open())
    const type = typeOf(entry, bytes)
    return { entry, body: await bodyOf(parts, { type, bytes }, readPdfFor(parts, visitor)) }
  },
  openEmbedded: createOpenEmbedded(parts),
})

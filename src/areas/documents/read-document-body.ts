import { buffer } from 'node:stream/consumers'
import type { Visitor } from '../../access/types.ts'
import type { CodeSystems } from '../../reference/code-systems.ts'
import type { DocumentEntry } from '../../reference/document-entry.ts'
import type { ResultFlags } from '../../reference/result-flags.ts'
import type { CdaBody } from './cda/body.ts'
import { parseCda } from './cda/parse-cda.ts'
import { readBody } from './cda/read-body.ts'
import { readEmbedded } from './cda/read-embedded.ts'
import { readHeader } from './cda/read-header.ts'
import { readResults } from './cda/read-results.ts'
import { sniffContent } from './content/sniff-content.ts'
import { weighResult, type WeighedResult } from './results/weigh-result.ts'
import type { FindContent } from './read-document.ts'
import type { Documents } from './types.ts'

/** A file carried inside a CDA document; `index` is its place in the address of the part. */
export interface EmbeddedPart {
  index: number
  mediaType: string
  size: number
}

/** What a page shows of a document's content, by how it can be shown. */
export type DocumentBody =
  | { kind: 'cda'; body: CdaBody; embedded: readonly EmbeddedPart[]; results: readonly WeighedResult[] }
  | { kind: 'pdf' }
  | { kind: 'image' }
  | { kind: 'text'; text: string }
  | { kind: 'other' }
  /** closed until the virus scanner answers, or since it found something */
  | { kind: 'waiting' | 'infected' }

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
}

/** What is drawn in a page at most; larger content is offered for download. */
const maxShownBytes = 40 * 1024 * 1024

const shownImages = ['image/jpeg', 'image/png']

const embeddedParts = (document: ReturnType<typeof parseCda>): EmbeddedPart[] =>
  readHeader(document).embedded.map(({ size }, index) => {
    const { mediaType, active } = readEmbedded(document, index)
    // What a PDF would do beside showing pages is never drawn: it is a file to download like any other.
    return { index, size, mediaType: active === undefined ? mediaType : 'application/octet-stream' }
  })

const bodyOf = (parts: ReadingParts, bytes: Buffer): DocumentBody => {
  const type = sniffContent(bytes)
  if (type === 'text/xml') {
    const document = parseCda(bytes)
    return {
      kind: 'cda',
      body: readBody(document),
      embedded: embeddedParts(document),
      results: readResults(document, parts.systems).map((result) => weighResult(parts.flags, result)),
    }
  }
  if (type === 'application/pdf') return { kind: 'pdf' }
  if (type !== undefined && shownImages.includes(type)) return { kind: 'image' }
  return type === 'text/plain' ? { kind: 'text', text: bytes.toString('utf8') } : { kind: 'other' }
}

/** Builds the reading of documents: each is one journaled look, whatever is shown of it. */
export const createDocumentReading = (parts: ReadingParts): DocumentReading => ({
  readDocumentBody: async (visitor, documentId) => {
    const { entry, closed, open } = await parts.findContent(visitor, documentId, { anyVersion: true })
    if (closed !== undefined) return { entry, body: { kind: closed } }
    if (entry.size > maxShownBytes) return { entry, body: { kind: 'other' } }
    return { entry, body: bodyOf(parts, await buffer(await open())) }
  },
  openEmbedded: async (visitor, documentId, index) => {
    const content = await parts.openContent(visitor, documentId, { anyVersion: true })
    const { mediaType, bytes } = readEmbedded(parseCda(await buffer(content.stream)), index)
    return { mediaType, bytes }
  },
})

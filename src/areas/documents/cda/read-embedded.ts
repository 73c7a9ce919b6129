import { Problem } from '../../../platform/problem.ts'
import { inspectPdf } from '../content/inspect-pdf.ts'
import { sniffContent } from '../content/sniff-content.ts'
import { embeddedBytes, findEmbedded } from './embedded.ts'
import type { CdaDocument } from './parse-cda.ts'

/** A file carried inside; `active` names what a PDF would do beside showing pages: offer it for download, never draw it. */
export interface EmbeddedContent {
  mediaType: string
  bytes: Buffer
  active?: string
}

/**
 * A file carried inside a document, by its index in the header's `embedded` list. `mediaType` is what the bytes are, whatever they
 * claim: some PNG say they are JPEG. Throws `absent` (`embedded-file-unknown`).
 */
export const readEmbedded = (document: CdaDocument, index: number): EmbeddedContent => {
  const place = findEmbedded(document)[index]
  if (place === undefined) throw new Problem('absent', 'embedded-file-unknown')
  return describeBytes(embeddedBytes(place))
}

/** What bytes carried inside a document are, whatever they claim. */
export const describeBytes = (bytes: Buffer): EmbeddedContent => {
  const mediaType = sniffContent(bytes) ?? 'application/octet-stream'
  const active = mediaType === 'application/pdf' ? inspectPdf(bytes) : undefined
  return { mediaType, bytes, ...(active === undefined ? {} : { active }) }
}

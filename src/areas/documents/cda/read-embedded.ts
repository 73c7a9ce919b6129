import { Problem } from '../../../platform/problem.ts'
import { inspectPdf } from '../content/inspect-pdf.ts'
import { sniffContent } from '../content/sniff-content.ts'
import { embeddedBytes, findEmbedded } from './embedded.ts'
import type { CdaDocument } from './parse-cda.ts'

/** A file carried inside. A PDF that would do more than show pages is no PDF here but bytes: offered for download, never drawn. */
export interface EmbeddedContent {
  mediaType: string
  bytes: Buffer
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
  const mediaType = sniffContent(bytes)
  const isActive = mediaType === 'application/pdf' && inspectPdf(bytes) !== undefined
  return { mediaType: mediaType === undefined || isActive ? 'application/octet-stream' : mediaType, bytes }
}

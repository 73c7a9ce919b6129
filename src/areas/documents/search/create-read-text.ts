import { Problem } from '../../../platform/problem.ts'
import { embeddedBytes, findEmbedded } from '../cda/embedded.ts'
import { parseCda } from '../cda/parse-cda.ts'
import { sniffContent } from '../content/sniff-content.ts'
import type { ReadText } from './extract-text.ts'
import { cleanText, narrativeOf } from './text-of-content.ts'

/** Gives the text layer of a PDF, empty where there is none. Problem `unavailable` where it must wait. */
export type ReadPdf = (bytes: Buffer) => Promise<string>

/** So many PDFs of one document are read. */
const mostParts = 10

const readCda = async (readPdf: ReadPdf, bytes: Buffer): Promise<string> => {
  const document = parseCda(bytes)
  const texts = [narrativeOf(document)]
  const parts = findEmbedded(document).slice(0, mostParts).map(embeddedBytes)
  for (const part of parts) if (sniffContent(part) === 'application/pdf') texts.push(await readPdf(part))
  return texts.join('\n')
}

/** Makes the reading of any content that was let in. One that cannot be read (any more) has no text. */
export const createReadText =
  (readPdf: ReadPdf): ReadText =>
  async (bytes) => {
    const type = sniffContent(bytes)
    try {
      if (type === 'application/pdf') return cleanText(await readPdf(bytes))
      if (type === 'text/xml') return cleanText(await readCda(readPdf, bytes))
      return type === 'text/plain' ? cleanText(bytes.toString('utf8')) : ''
    } catch (error) {
      if (error instanceof Problem && error.kind === 'incorrect') return ''
      throw error
    }
  }

import { Problem } from '../../../platform/problem.ts'
import { embeddedBytes, findEmbedded } from '../cda/embedded.ts'
import type { CdaBody } from '../cda/body.ts'
import { parseCda } from '../cda/parse-cda.ts'
import { readBody } from '../cda/read-body.ts'
import { isFhirType, sniffContent } from '../content/sniff-content.ts'
import { findAttachments, readAttachment } from '../fhir/attachments.ts'
import { parseFhirDocument } from '../fhir/parse-fhir-document.ts'
import { readFhirBody } from '../fhir/read-fhir-body.ts'
import type { ReadText } from './extract-text.ts'
import { cleanText, narrativeOf } from './text-of-content.ts'

/** Gives the text layer of a PDF, empty where there is none. Problem `unavailable` where it must wait. */
export type ReadPdf = (bytes: Buffer) => Promise<string>

/** So many PDFs of one document are read. */
const mostParts = 10

interface Carrying {
  body: CdaBody
  /** the files in it */
  parts: readonly Buffer[]
}

const readCda = (bytes: Buffer): Carrying => {
  const document = parseCda(bytes)
  return { body: readBody(document), parts: findEmbedded(document).slice(0, mostParts).map(embeddedBytes) }
}

const readFhir = (bytes: Buffer): Carrying => {
  const document = parseFhirDocument(bytes)
  const files = findAttachments(document).slice(0, mostParts)
  return { body: readFhirBody(document), parts: files.map((_, index) => readAttachment(document, index).bytes) }
}

const readWhole = async (readPdf: ReadPdf, { body, parts }: Carrying): Promise<string> => {
  const texts = [narrativeOf(body)]
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
      if (type === 'text/xml') return cleanText(await readWhole(readPdf, readCda(bytes)))
      if (isFhirType(type)) return cleanText(await readWhole(readPdf, readFhir(bytes)))
      return type === 'text/plain' ? cleanText(bytes.toString('utf8')) : ''
    } catch (error) {
      if (error instanceof Problem && error.kind === 'incorrect') return ''
      throw error
    }
  }

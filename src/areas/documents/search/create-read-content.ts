import { Problem } from '../../../platform/problem.ts'
import { embeddedBytes, findEmbedded } from '../cda/embedded.ts'
import type { CdaBody } from '../cda/body.ts'
import { parseCda } from '../cda/parse-cda.ts'
import { readBody } from '../cda/read-body.ts'
import { readResults, readVitalSigns } from '../cda/read-results.ts'
import { readStatements } from '../cda/read-statements.ts'
import { isFhirType, sniffContent } from '../content/sniff-content.ts'
import { findAttachments, readAttachment } from '../fhir/attachments.ts'
import { parseFhirDocument } from '../fhir/parse-fhir-document.ts'
import { readFhirBody } from '../fhir/read-fhir-body.ts'
import { readFhirResults } from '../fhir/read-fhir-results.ts'
import { readFhirStatements } from '../fhir/read-fhir-statements.ts'
import type { LaboratoryResult } from '../../../reference/result-entry.ts'
import type { ContentRead } from '../../../reference/content-read.ts'
import type { Statement } from '../../../reference/statement-entry.ts'
import type { ReadBytes } from './extract-text.ts'
import { cleanText, narrativeOf } from './text-of-content.ts'

/** Gives the text layer of a PDF, empty where there is none. Problem `unavailable` where it must wait. */
export type ReadPdf = (bytes: Buffer) => Promise<string>

/** So many PDFs of one document are read. */
const mostParts = 10

interface Carrying {
  body: CdaBody
  results: readonly LaboratoryResult[]
  statements: readonly Statement[]
  /** the files in it */
  parts: readonly Buffer[]
}

/** The one name that each code system has here. */
type Canonical = (system: string) => string

const readCda = (bytes: Buffer, canonical: Canonical): Carrying => {
  const document = parseCda(bytes)
  return {
    body: readBody(document),
    results: [...readResults(document, { canonical }), ...readVitalSigns(document, { canonical })],
    statements: readStatements(document, { canonical }),
    parts: findEmbedded(document).slice(0, mostParts).map(embeddedBytes),
  }
}

const readFhir = (bytes: Buffer, canonical: Canonical): Carrying => {
  const document = parseFhirDocument(bytes)
  const files = findAttachments(document).slice(0, mostParts)
  return {
    body: readFhirBody(document),
    results: readFhirResults(document, { canonical }),
    statements: readFhirStatements(document, { canonical }),
    parts: files.map((_, index) => readAttachment(document, index).bytes),
  }
}

const readWhole = async (readPdf: ReadPdf, { body, parts, ...data }: Carrying): Promise<Required<ContentRead>> => {
  const texts = [narrativeOf(body)]
  for (const part of parts) if (sniffContent(part) === 'application/pdf') texts.push(await readPdf(part))
  return { text: cleanText(texts.join('\n')), ...data }
}

const onlyText = (text: string): Required<ContentRead> => ({ text: cleanText(text), results: [], statements: [] })

/** Makes the reading of any content that was let in. One that cannot be read (any more) has neither text nor results. */
export const createReadContent =
  (readPdf: ReadPdf, canonical: Canonical): ReadBytes =>
  async (bytes) => {
    const type = sniffContent(bytes)
    try {
      if (type === 'application/pdf') return onlyText(await readPdf(bytes))
      if (type === 'text/xml') return await readWhole(readPdf, readCda(bytes, canonical))
      if (isFhirType(type)) return await readWhole(readPdf, readFhir(bytes, canonical))
      return onlyText(type === 'text/plain' ? bytes.toString('utf8') : '')
    } catch (error) {
      if (error instanceof Problem && error.kind === 'incorrect') return onlyText('')
      throw error
    }
  }

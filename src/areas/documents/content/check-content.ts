import { bareType } from '../../../platform/bare-type.ts'
import { Problem, type ProblemDetails } from '../../../platform/problem.ts'
import { contentTypes } from './content-types.ts'
import { countPixels } from './count-pixels.ts'
import { findForeign } from './find-foreign.ts'
import { inspectPdf } from './inspect-pdf.ts'
import { sniffContent } from './sniff-content.ts'

const refuse = (reason: string, details: ProblemDetails): never => {
  throw new Problem('incorrect', reason, { details: { field: 'content', ...details, code: 'InvalidDocumentContent' } })
}

const allowed = contentTypes.types.map(({ sniffed }) => sniffed).join(', ')

/** What is also a plain text, and may be sent as one. */
const alsoTexts = ['text/xml', 'application/fhir+json', 'application/fhir+xml']

/**
 * What of a PDF stands in no deposit's way: a password (rules DOC-6). Such a one is only ever kept as a file: see `openView`. The beginning alone
 * does not say yet that there is one.
 */
const borne = { whole: ['encrypted'], beginning: ['encrypted', 'unreadable'] }

/**
 * Checks that content is what its depositor declares, and nothing else besides (security.md T16, T21, T22). Gives the sniffed media type.
 * Throws `incorrect` Problems: `content-empty`, `content-type-not-allowed`, `content-type-mismatch`, `content-polyglot`, `picture-too-large`,
 * `pdf-active-content`. Documents are not read here: `readClinicalDocument` does that. Of the `beginning` of a PDF
 * the rest is still to be looked at.
 */
export const checkContent = (contentType: string, bytes: Buffer, part: keyof typeof borne = 'whole'): string => {
  if (bytes.length === 0) return refuse('content-empty', {})
  const declared = bareType(contentType)
  const type = contentTypes.types.find((one) => one.declared.includes(declared))
  if (type === undefined) return refuse('content-type-not-allowed', { declared: declared.slice(0, 100), allowed })
  const foreign = findForeign(bytes, type.sniffed)
  if (foreign !== undefined) return refuse('content-polyglot', { declared, found: foreign })
  const sniffed = sniffContent(bytes)
  const fits = sniffed === type.sniffed || (type.sniffed === 'text/plain' && alsoTexts.includes(sniffed ?? ''))
  if (!fits) return refuse('content-type-mismatch', { declared, found: sniffed ?? 'unknown' })
  const { maxPixels } = contentTypes
  if (countPixels(bytes, type.sniffed) > maxPixels) return refuse('picture-too-large', { maxPixels })
  const active = type.sniffed === 'application/pdf' ? inspectPdf(bytes) : undefined
  if (active !== undefined && !borne[part].includes(active)) return refuse('pdf-active-content', { feature: active })
  return type.sniffed
}

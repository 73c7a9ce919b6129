import { Problem, type ProblemDetails } from '../../../platform/problem.ts'

/** Limits of one FHIR document; deeper or larger ones are attacks, not medicine (security.md T17). */
export const fhirLimits = { depth: 60, values: 400_000, bytes: 40 * 1024 * 1024 } as const

/** Refuses a document with IHE's error word for contents. */
export const refuseFhir = (reason: string, details: ProblemDetails = {}): never => {
  throw new Problem('incorrect', reason, { details: { ...details, code: 'InvalidDocumentContent' } })
}

const quote = '"'

const endOfString = (text: string, start: number): number => {
  let at = text.indexOf(quote, start + 1)
  while (at !== -1 && isEscaped(text, at)) at = text.indexOf(quote, at + 1)
  return at === -1 ? text.length : at
}

const isEscaped = (text: string, quoteAt: number): boolean => {
  let before = quoteAt - 1
  while (text[before] === '\\') before -= 1
  return (quoteAt - before) % 2 === 0
}

/** Looks at the shape before anything is built of it: what a parser would be drowned in never reaches it. */
const checkShape = (text: string): void => {
  let depth = 0
  let values = 0
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at]
    if (letter === quote) at = endOfString(text, at)
    else if (letter === '{' || letter === '[') depth += 1
    else if (letter === '}' || letter === ']') depth -= 1
    if (letter === ',' || letter === '{' || letter === '[') values += 1
    if (depth > fhirLimits.depth) refuseFhir('fhir-too-deep', { limit: fhirLimits.depth })
    if (values > fhirLimits.values) refuseFhir('fhir-too-many-values', { limit: fhirLimits.values })
  }
}

// A laboratory that writes 7.10 has measured two decimals: the digits stay as they were written.
const asWritten = (_key: string, value: unknown, written?: { source?: string }): unknown =>
  typeof value === 'number' ? (written?.source ?? String(value)) : value

/**
 * FHIR JSON as plain data, every number as the text that was written for it. Throws `incorrect` Problems: `fhir-json-malformed`,
 * `fhir-too-big`, `fhir-too-deep`, `fhir-too-many-values`.
 */
export const parseFhirJson = (bytes: Uint8Array): unknown => {
  if (bytes.length > fhirLimits.bytes) refuseFhir('fhir-too-big', { limit: fhirLimits.bytes })
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    checkShape(text)
    const value: unknown = JSON.parse(text, asWritten)
    return value
  } catch (error) {
    if (error instanceof Problem) throw error
    return refuseFhir('fhir-json-malformed')
  }
}

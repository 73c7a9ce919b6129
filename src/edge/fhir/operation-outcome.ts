import { warningSentences } from '../../areas/documents/index.ts'
import type { ProblemDetails, ProblemKind } from '../../platform/problem.ts'
import type { Problem } from '../../platform/problem.ts'
import type { Language } from '../../reference/language.ts'
import type { FhirParts } from './fhir-parts.ts'
import { IncorrectResource } from './resource-issue.ts'
import type { CodeableConcept } from './datatypes.ts'
import type { OperationOutcome, OutcomeIssue } from './resources.ts'

/** Kind of failure → HTTP status and FHIR issue code: the FHIR column of the house's one table of errors. */
const byKind: Record<ProblemKind, { status: number; code: string }> = {
  incorrect: { status: 400, code: 'invalid' },
  unauthenticated: { status: 401, code: 'login' },
  refused: { status: 403, code: 'forbidden' },
  absent: { status: 404, code: 'not-found' },
  conflict: { status: 409, code: 'conflict' },
  busy: { status: 429, code: 'throttled' },
  unavailable: { status: 503, code: 'transient' },
  fault: { status: 500, code: 'exception' },
}

/** Reasons for which HTTP or the guide has a status of its own within the kind. */
const byReason: Record<string, number> = {
  'document-superseded': 410,
  'several-documents-match': 412,
  'update-not-allowed': 405,
  'confidentiality-not-updatable': 405,
  'interaction-not-offered': 405,
  'format-not-served': 406,
  'body-too-large': 413,
  'upload-too-large': 413,
  'media-type-not-accepted': 415,
}

/** The HTTP status of a problem. A message that is well-formed but breaks a rule of IHE (it has a `code`) is 422. */
export const statusOf = (problem: Problem): number =>
  (problem.details.gone === true ? 410 : byReason[problem.reason]) ??
  (problem.kind === 'incorrect' && problem.details.code !== undefined ? 422 : byKind[problem.kind].status)

const codings = (reason: string, details: ProblemDetails, parts: FhirParts): CodeableConcept => ({
  coding: [
    // The words of IHE ITI TF-3 table 4.2.4.1-2; the standard gives them no FHIR code system.
    ...(typeof details.code === 'string' ? [{ code: details.code }] : []),
    { system: `${parts.baseUrl}/CodeSystem/reason`, code: reason },
  ],
})

interface Said {
  reason: string
  details: ProblemDetails
}

const writeIssue = (said: Said, code: string, to: { parts: FhirParts; language: Language }): OutcomeIssue => {
  const { field } = said.details
  return {
    severity: 'error',
    code,
    details: codings(said.reason, said.details, to.parts),
    diagnostics: to.parts.reasons(said.reason, to.language, said.details),
    ...(typeof field === 'string' ? { expression: [field] } : {}),
  }
}

/** Every failure of this edge as a FHIR resource: one issue, or one for each defect of a resource. The cause is never in it. */
export const writeOutcome = (problem: Problem, to: { parts: FhirParts; language: Language }): OperationOutcome => {
  const said: readonly Said[] = problem instanceof IncorrectResource ? problem.issues : [problem]
  return {
    resourceType: 'OperationOutcome',
    issue: said.map((each) => writeIssue(each, byKind[problem.kind].code, to)),
  }
}

/** Remarks of the validator on a stored document: it was accepted all the same. Nothing when there are none. */
export const writeWarnings = (
  warnings: readonly string[],
  to: { parts: FhirParts; language: Language },
): OperationOutcome | undefined =>
  warnings.length === 0
    ? undefined
    : {
        resourceType: 'OperationOutcome',
        issue: warnings.map((warning) => ({
          severity: 'warning',
          code: 'business-rule',
          details: codings(warning, {}, to.parts),
          diagnostics: warningSentences.get(warning)?.[to.language] ?? warning,
        })),
      }

/** Something to know of what was taken: no failure. */
export const writeRemark = (reason: string, to: { parts: FhirParts; language: Language }): OperationOutcome => ({
  resourceType: 'OperationOutcome',
  issue: [
    {
      severity: 'information',
      code: 'informational',
      details: codings(reason, {}, to.parts),
      diagnostics: to.parts.reasons(reason, to.language, {}),
    },
  ],
})

/** French unless the client prefers English. Spec: RFC 9110 §12.5.4. */
export const languageOf = (acceptLanguage: string | undefined): Language => {
  const [first] = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', quality = 'q=1'] = part.split(';').map((each) => each.trim().toLowerCase())
      return { language: tag.slice(0, 2), quality: Number(quality.slice(2)) }
    })
    .filter(({ language, quality }) => (language === 'fr' || language === 'en') && quality > 0)
    .toSorted((one, other) => other.quality - one.quality)
  return first?.language === 'en' ? 'en' : 'fr'
}

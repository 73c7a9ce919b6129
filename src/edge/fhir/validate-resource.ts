import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Validation } from '../../areas/documents/index.ts'
import { Problem } from '../../platform/problem.ts'
import type { LaboratoryResult, Quantity, ResultValue } from '../../reference/result-entry.ts'
import { sourceOf } from '../sign-in/source-of.ts'
import { bodyOf } from './fhir-body.ts'
import type { FhirParts } from './fhir-parts.ts'
import { negotiate } from './negotiate.ts'
import { languageOf, writeOutcome, writeWarnings } from './operation-outcome.ts'
import type { OperationOutcome, OutcomeIssue } from './resources.ts'
import { sendAnswer } from './send-answer.ts'
import { validatedContent, type ContentToValidate, type Telling } from './validated-content.ts'

const words = {
  fr: { seen: 'Le patient lit', files: 'fichiers joints', results: 'résultats lus', accepted: 'Contenu accepté' },
  en: { seen: 'The patient reads', files: 'files inside', results: 'results read', accepted: 'Content accepted' },
} as const

const told = (diagnostics: string, expression: string): OutcomeIssue => ({
  severity: 'information',
  code: 'informational',
  diagnostics,
  expression: [expression],
})

const amountWords = ({ comparator, value, unit }: Quantity): string =>
  `${comparator ?? ''}${value}${unit === undefined ? '' : ` ${unit}`}`

const valueWords = (value: ResultValue): string => {
  if (value.kind === 'quantity') return amountWords(value)
  if (value.kind === 'interval') return `${amountWords(value.low)} – ${amountWords(value.high)}`
  return value.text ?? (value.kind === 'coded' ? (value.coding?.display ?? value.coding?.code ?? '') : '')
}

const resultWords = ({ label, codes, values, status }: LaboratoryResult): string => {
  const found = values.map(valueWords).join(' ; ')
  return `${label ?? codes[0]?.code ?? '?'} : ${found === '' ? status : found}`
}

const seenIssues = (seen: NonNullable<Validation['seen']>, field: string, { language }: Telling): OutcomeIssue[] => {
  const say = words[language]
  const { title, kind, createdAt, author, files, results } = seen
  const name = title === '' ? (kind?.[language] ?? '') : title
  const line = [name, title === '' ? undefined : kind?.[language], createdAt, author]
  return [
    told(`${say.seen} : ${line.filter((part) => part !== undefined).join(' | ')}`, field),
    ...(files === 0 ? [] : [told(`${say.files} : ${files}`, field)]),
    ...(results.length === 0 ? [] : [told(`${say.results} : ${results.length}`, field)]),
    ...results.map((result) => told(resultWords(result), result.source ?? field)),
  ]
}

const problemOf = (reason: string, details: Problem['details'], field: string): Problem =>
  new Problem('incorrect', reason, { details: { ...details, field } })

const issuesOf = ({ bytes, field, contentType: declared }: ContentToValidate, telling: Telling): OutcomeIssue[] => {
  const { contentType, errors, warnings, seen } = telling.parts.validator.validate(bytes, declared)
  const refused = errors.flatMap(
    ({ reason, details }) => writeOutcome(problemOf(reason, details, field), telling).issue,
  )
  return [
    ...refused,
    ...(writeWarnings(warnings, telling)?.issue ?? []),
    ...(seen === undefined ? [] : seenIssues(seen, field, telling)),
    ...(errors.length === 0 ? [told(`${words[telling.language].accepted} : ${contentType ?? ''}`, field)] : []),
  ]
}

/** What a deposit would say: the defects of the resource, else those of its documents. A failure that is not the sender's stays one. */
const outcomeOf = (request: FastifyRequest, type: string, parts: FhirParts): OperationOutcome => {
  const telling = { parts, language: languageOf(request.headers['accept-language']) }
  const body = bodyOf(request)
  try {
    const issue = validatedContent(body, type, telling).flatMap((content) => issuesOf(content, telling))
    return { resourceType: 'OperationOutcome', issue }
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'incorrect') throw error
    return writeOutcome(error, telling)
  }
}

const validatedTypes = ['Bundle', 'DocumentReference', 'Binary']

/**
 * `$validate` for whoever makes software, without a token: what a deposit of this would meet, and how the patient would read of it. 200 with
 * an OperationOutcome, good or not. Spec: R4 operation validate. Right: nothing of it is kept; the size is bounded, and how often.
 */
export const registerValidate = (server: FastifyInstance, parts: FhirParts): void => {
  const { validator } = parts
  server.addHook('onRequest', (request) => validator.admit(sourceOf(request)))
  const types = ['application/fhir+json', 'application/json', 'text/json', 'application/fhir+xml', 'application/xml']
  // Base64 is a third longer than the file in it.
  const options = { parseAs: 'buffer', bodyLimit: Math.ceil((validator.maxBytes * 3) / 2) } as const
  server.addContentTypeParser(types, options, (_request, body, done) => done(null, body))
  for (const type of validatedTypes)
    server.post(`/${type}/$validate`, (request, reply) =>
      sendAnswer(reply, { status: 200, resource: outcomeOf(request, type, parts) }, negotiate(request)),
    )
}

import type { FastifyReply, FastifyRequest } from 'fastify'
import { describeError } from '../../platform/log.ts'
import { Problem, toProblem } from '../../platform/problem.ts'
import { bodyLimit } from './fhir-body.ts'
import type { FhirParts } from './fhir-parts.ts'
import { languageOf, statusOf, writeOutcome } from './operation-outcome.ts'
import { formatForFailure, sendAnswer } from './send-answer.ts'

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** What the web server itself refuses, in the words of this house. */
const ofServer: Record<string, (request: FastifyRequest) => Problem> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () => new Problem('incorrect', 'body-too-large', { details: { limit: bodyLimit } }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ({ headers }) =>
    new Problem('incorrect', 'media-type-not-accepted', { details: { type: headers['content-type'] ?? '' } }),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => new Problem('incorrect', 'body-cut-short'),
  FST_ERR_CTP_EMPTY_TYPE: () => new Problem('incorrect', 'media-type-not-accepted', { details: { type: '' } }),
  FST_ERR_BAD_URL: () => new Problem('incorrect', 'interaction-not-found'),
  FST_ERR_VALIDATION: () => new Problem('incorrect', 'interaction-not-found'),
}

const headersFor = (problem: Problem): Record<string, string> => {
  if (problem.kind === 'unauthenticated') {
    // Spec: RFC 6750 §3: a request without a token is told the scheme only.
    const error = problem.reason === 'token-missing' ? '' : ', error="invalid_token"'
    return { 'www-authenticate': `Bearer realm="carnet"${error}` }
  }
  const { retryAfterSeconds } = problem.details
  return retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }
}

/** Answers a failure as an OperationOutcome; logs its reason, and for faults where they came from. Never a stack, never a value. */
export const sendFailure =
  (parts: FhirParts) =>
  (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const problem = ofServer[codeOf(error)]?.(request) ?? toProblem(error)
    const status = statusOf(problem)
    const fields = { requestId: request.id, method: request.method, status, reason: problem.reason }
    if (status >= 500) parts.log.error('fhir-fault', { ...fields, ...describeError(problem.cause ?? problem) })
    else parts.log.info('fhir-refusal', fields)
    const language = languageOf(request.headers['accept-language'])
    const headers = { ...headersFor(problem), 'content-language': language }
    // A body that was not read to its end must not be read only to be thrown away.
    if (!request.raw.readableEnded) reply.header('connection', 'close')
    const resource = writeOutcome(problem, { parts, language })
    return sendAnswer(reply, { status, resource, headers }, formatForFailure(request))
  }

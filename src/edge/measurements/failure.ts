import type { FastifyReply, FastifyRequest } from 'fastify'
import { describeError } from '../../platform/log.ts'
import { Problem, toProblem } from '../../platform/problem.ts'
import { statusOf } from '../fhir/operation-outcome.ts'
import { formatForFailure, sendAnswer } from '../fhir/send-answer.ts'
import type { MeasurementsParts } from './measurements-parts.ts'

type Told = readonly [status: number, issue: string]

const unsupported: Told = [422, 'not-supported']
const invalid: Told = [422, 'invalid']
const value: Told = [422, 'value']
const incomplete: Told = [422, 'incomplete']
const badRequest: Told = [400, 'invalid']
const forbidden: Told = [403, 'forbidden']

/** Spec: Mon espace santé, measure API 1.5.2: fifteen faults of writing, four of searching. */
const national: Readonly<Record<string, Told>> = {
  'national-id-token': badRequest,
  'national-oid': [409, 'conflict'],
  'national-pair': forbidden,
  'national-consent': forbidden,
  'national-no-bundle': badRequest,
  'national-resource-type': unsupported,
  'national-computed': unsupported,
  'national-operation': unsupported,
  'national-one-observation': invalid,
  'national-if-none-exist': invalid,
  'national-profile': invalid,
  'national-profile-other': invalid,
  'national-not-linked': invalid,
  'national-subject': invalid,
  'national-moment-forbidden': invalid,
  'national-days-forbidden': invalid,
  'national-source': value,
  'national-no-value': value,
  'national-moment-missing': incomplete,
  'national-days-missing': incomplete,
  'national-parameter-missing': badRequest,
  'national-parameter': badRequest,
  'national-page-size': badRequest,
  'national-bounds': badRequest,
  'national-no-mode': badRequest,
  'national-both-modes': badRequest,
  'national-sort': badRequest,
}

/** Every way not to be let in by this holder is one answer here: stopped, over, never given, not for this. */
const unconsented: ReadonlySet<string> = new Set([
  'not-open-to-you',
  'patient-not-known-here',
  'app-adds-nothing',
  'scope-missing',
])

/** What is at fault in a measurement itself is the message's: well-formed, and not to be processed. */
const toldOf = (problem: Problem): Told => {
  if (problem.kind === 'unauthenticated') return [401, 'login']
  const known = national[problem.reason]
  if (known !== undefined) return known
  const isOfMessage = problem.kind === 'incorrect' && /^(measure|element|resource|device)/.test(problem.reason)
  return isOfMessage ? invalid : [statusOf(problem), 'processing']
}

const asSaid = (error: unknown): Problem => {
  const problem = toProblem(error)
  return unconsented.has(problem.reason) ? new Problem('refused', 'national-consent', { cause: problem }) : problem
}

/** Answers a failure in the national service's words, which are English. Logs its reason; never a value. */
export const sendFailure =
  (parts: MeasurementsParts) =>
  (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const problem = asSaid(error)
    const [status, code] = toldOf(problem)
    const fields = { requestId: request.id, method: request.method, status, reason: problem.reason }
    if (status >= 500) parts.log.error('measurements-fault', { ...fields, ...describeError(problem.cause ?? problem) })
    else parts.log.info('measurements-refusal', fields)
    const { field } = problem.details
    const issue = {
      severity: 'error',
      code,
      diagnostics: parts.reasons(problem.reason, 'en', problem.details),
      ...(typeof field === 'string' ? { expression: [field] } : {}),
    }
    const headers = {
      'content-language': 'en',
      ...(status === 401 ? { 'www-authenticate': 'Bearer realm="carnet", error="invalid_token"' } : {}),
    }
    if (!request.raw.readableEnded) reply.header('connection', 'close')
    return sendAnswer(
      reply,
      { status, headers, resource: { resourceType: 'OperationOutcome', issue: [issue] } },
      formatForFailure(request),
    )
  }

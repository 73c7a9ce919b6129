import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FhirAnswer } from './fhir-parts.ts'
import { mediaTypes, negotiate } from './negotiate.ts'
import type { FhirFormat } from './negotiate.ts'
import { writeXml } from './write-xml.ts'

/** The format for a failure: the wanted one, or JSON when the wish itself was the failure. */
export const formatForFailure = (request: FastifyRequest): FhirFormat => {
  try {
    return negotiate(request)
  } catch {
    return 'json'
  }
}

/** Writes an answer in a format. Nothing a visitor was shown is kept by a cache on the way. */
export const sendAnswer = (reply: FastifyReply, answer: FhirAnswer, format: FhirFormat): FastifyReply => {
  reply.code(answer.status).headers({
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
    vary: 'accept, accept-language',
    ...answer.headers,
  })
  if (!answer.resource) return reply.send()
  const body = format === 'json' ? JSON.stringify(answer.resource) : writeXml(answer.resource)
  return reply.type(mediaTypes[format]).send(body)
}

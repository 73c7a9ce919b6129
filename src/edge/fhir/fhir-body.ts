import { bareType } from '../../platform/bare-type.ts'
import type { FastifyRequest } from 'fastify'
import { Problem } from '../../platform/problem.ts'
import { formatOf } from './negotiate.ts'
import type { FhirBody } from './read-resource.ts'

/** The largest FHIR JSON or XML body in bytes: larger documents are uploaded ahead as raw Binary. */
export const bodyLimit = 40 * 1024 * 1024

/** The media type a request declares, without its parameters; empty when it declares none. */
export const contentTypeOf = (request: FastifyRequest): string => bareType(request.headers['content-type'] ?? '')

/** The bytes of a request whose parser kept them; an absent body is refused. */
export const bytesOf = (request: FastifyRequest): Buffer => {
  if (!Buffer.isBuffer(request.body)) throw new Problem('incorrect', 'body-empty')
  return request.body
}

/** The body of a request as FHIR: its bytes and the format its Content-Type names; 415 for any other type. */
export const bodyOf = (request: FastifyRequest): FhirBody => {
  const contentType = contentTypeOf(request)
  const format = formatOf(contentType)
  if (!format) throw new Problem('incorrect', 'media-type-not-accepted', { details: { type: contentType } })
  return { bytes: bytesOf(request), format }
}

import { Readable, Transform } from 'node:stream'
import type { TransformCallback } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { Problem } from '../../platform/problem.ts'
import type { FhirAnswer, FhirRequest } from './fhir-parts.ts'
import { bodyOf, contentTypeOf } from './fhir-body.ts'
import { decodeBase64 } from './read-content.ts'
import { readResource } from './read-resource.ts'
import { readSubject, readSubjectReference, resolveSubject } from './read-subject.ts'
import type { Subject } from './read-subject.ts'

/** The largest document uploaded raw, in bytes. */
export const uploadLimit = 200 * 1024 * 1024

const tooLarge = (): Problem =>
  new Problem('incorrect', 'upload-too-large', { details: { field: 'Content-Length', limit: uploadLimit } })

const counted = (source: Readable): Readable => {
  let size = 0
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      size += chunk.length
      if (size > uploadLimit) done(tooLarge())
      else done(null, chunk)
    },
  })
  // Not `pipeline`: it would destroy the request with the counter, and the answer that says why could not be sent.
  // A broken connection destroys the counter, so that the area's writing fails and leaves nothing.
  const cutShort = () => {
    if (!source.readableEnded) counter.destroy(new Problem('incorrect', 'body-cut-short'))
  }
  source.on('error', cutShort).on('close', cutShort).pipe(counter)
  return counter
}

const headerSubject = (request: FastifyRequest, baseUrl: string): Subject => {
  const field = 'X-Security-Context'
  const header = request.headers['x-security-context']
  if (typeof header !== 'string') throw new Problem('incorrect', 'security-context-missing', { details: { field } })
  const subject = readSubjectReference(header, baseUrl)
  if (!subject) throw new Problem('incorrect', 'subject-not-readable', { details: { field } })
  return subject
}

interface Upload {
  subject: Subject
  contentType: string
  stream: Readable
}

const readBinaryResource = ({ request, parts }: FhirRequest): Upload => {
  const binary = readResource(bodyOf(request), 'Binary')
  const holder = binary.securityContext ? { subject: binary.securityContext } : {}
  const bytes = decodeBase64(binary.data ?? '', 'Binary.data')
  const subject = readSubject(holder, { field: 'Binary', baseUrl: parts.baseUrl })
  return { subject, contentType: binary.contentType, stream: Readable.from([bytes]) }
}

const readRaw = ({ request, parts }: FhirRequest): Upload => {
  const contentType = contentTypeOf(request)
  const encoding = request.headers['content-encoding']
  if (encoding !== undefined && encoding !== 'identity') {
    throw new Problem('incorrect', 'content-encoding-not-accepted', { details: { field: 'Content-Encoding' } })
  }
  if (Number(request.headers['content-length'] ?? 0) > uploadLimit) throw tooLarge()
  const { body } = request
  if (contentType === '' || !(body instanceof Readable)) throw new Problem('incorrect', 'body-empty')
  return { subject: headerSubject(request, parts.baseUrl), contentType, stream: counted(body) }
}

/**
 * POST Binary: bytes uploaded ahead of the ITI-65 that will name them. Raw bytes stream through, whatever their size up to
 * the limit; a FHIR Binary resource (small) is accepted too. 201 and Location; unnamed uploads are dropped after a day.
 */
export const uploadContent = async (asked: FhirRequest): Promise<FhirAnswer> => {
  const { parts, visitor, request } = asked
  const isResource = contentTypeOf(request).startsWith('application/fhir+')
  const { subject, contentType, stream } = isResource ? readBinaryResource(asked) : readRaw(asked)
  const patient = await resolveSubject(subject, asked)
  const { blobId } = await parts.documents.stageContent(visitor, { patient, contentType, stream })
  return {
    status: 201,
    headers: { location: `${parts.baseUrl}/Binary/${blobId}` },
    resource: { resourceType: 'Binary', id: blobId, contentType },
  }
}

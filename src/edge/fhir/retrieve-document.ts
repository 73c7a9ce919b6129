import { bareType } from '../../platform/bare-type.ts'
import { Transform, compose } from 'node:stream'
import type { Readable, TransformCallback } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../../platform/problem.ts'
import type { DocumentContent } from '../../areas/documents/types.ts'
import type { FhirRequest } from './fhir-parts.ts'
import { acceptedTypes, addressParameters, formatOf, mediaTypes } from './negotiate.ts'
import type { FhirFormat } from './negotiate.ts'
import { idOf } from './read-interactions.ts'
import { fhirNamespace } from './read-xml.ts'

type Form = 'raw' | FhirFormat

const isXml = (type: string): boolean => type === 'text/xml' || type === 'application/xml'

const formFor = (accepted: string, contentType: string): Form | undefined => {
  const type = bareType(contentType)
  if (accepted === '*/*' || accepted === type || accepted === `${type.split('/')[0]}/*`) return 'raw'
  if (isXml(accepted) && isXml(type)) return 'raw'
  return formatOf(accepted)
}

const notServed = (wanted: string): Problem =>
  new Problem('incorrect', 'format-not-served', { details: { field: 'Accept', wanted: wanted.slice(0, 100) } })

const chooseForm = (request: FastifyRequest, contentType: string): Form => {
  const asked = addressParameters(request.url).get('_format')?.replaceAll(' ', '+')
  const accepted = asked === undefined ? acceptedTypes(request.headers.accept) : [asked]
  for (const type of accepted) {
    const form = formFor(type, contentType)
    if (form) return form
  }
  throw notServed(asked ?? request.headers.accept ?? '')
}

const formOrClose = (request: FastifyRequest, { entry, stream }: DocumentContent): Form => {
  try {
    return chooseForm(request, entry.contentType)
  } catch (error) {
    stream.destroy()
    throw error
  }
}

/** Writes base64 as the bytes pass: three bytes at a time, the rest kept for the next chunk. */
const base64Stream = (before: string, after: string): Transform => {
  let rest = Buffer.alloc(0)
  let head = before
  return new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      const bytes = Buffer.concat([rest, chunk])
      const whole = bytes.length - (bytes.length % 3)
      rest = Buffer.from(bytes.subarray(whole))
      const text = head + bytes.subarray(0, whole).toString('base64')
      head = ''
      done(null, text)
    },
    flush(done) {
      done(null, head + rest.toString('base64') + after)
    },
  })
}

const wrapped = (format: FhirFormat, { entry, stream }: DocumentContent): Readable => {
  const attribute = entry.contentType.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
  const json = `{"resourceType":"Binary","id":"${entry.blobId}","contentType":${JSON.stringify(entry.contentType)},"data":"`
  const xml =
    `<?xml version="1.0" encoding="UTF-8"?><Binary xmlns="${fhirNamespace}"><id value="${entry.blobId}"/>` +
    `<contentType value="${attribute}"/><data value="`
  const shell = format === 'json' ? base64Stream(json, '"}') : base64Stream(xml, '"/></Binary>')
  return compose(stream, shell)
}

/**
 * ITI-68 Retrieve Document: the bytes as they were deposited, or a FHIR Binary when Accept asks for FHIR. Streamed.
 * Never shown in place by a browser: attachment, our content type, no sniffing. Spec: IHE MHD 2:3.68; security T18.
 */
export const retrieveDocument = async (asked: FhirRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { parts, visitor, request } = asked
  const content = await parts.documents.openContent(visitor, idOf(request))
  const { entry, stream } = content
  const form = formOrClose(request, content)
  reply.headers({
    etag: `"${entry.blobId}"`,
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    vary: 'accept',
  })
  if (form !== 'raw') return reply.type(mediaTypes[form]).send(wrapped(form, content))
  reply.headers({ 'content-disposition': 'attachment', 'content-length': entry.size })
  return reply.type(entry.contentType).send(stream)
}

import { bareType } from '../../platform/bare-type.ts'
import type { FastifyRequest } from 'fastify'
import { Problem } from '../../platform/problem.ts'

/** The two wire formats of FHIR. */
export type FhirFormat = 'json' | 'xml'

const formats = new Map<string, FhirFormat>([
  ['json', 'json'],
  ['application/fhir+json', 'json'],
  ['application/json', 'json'],
  ['text/json', 'json'],
  ['xml', 'xml'],
  ['application/fhir+xml', 'xml'],
  ['application/xml', 'xml'],
  ['text/xml', 'xml'],
])

/** The media type a resource is sent with. */
export const mediaTypes: Record<FhirFormat, string> = {
  json: 'application/fhir+json; charset=utf-8',
  xml: 'application/fhir+xml; charset=utf-8',
}

/** The format that a media type (or `_format` word) names, its parameters aside; nothing when it is not FHIR's. */
export const formatOf = (mediaType: string): FhirFormat | undefined => formats.get(bareType(mediaType))

interface Wanted {
  type: string
  quality: number
}

const readWanted = (part: string): Wanted => {
  const [type = '', ...parameters] = part.split(';').map((each) => each.trim().toLowerCase())
  const quality = parameters.find((each) => each.startsWith('q='))?.slice(2)
  return { type, quality: quality === undefined ? 1 : Number(quality) || 0 }
}

/** The media types of an Accept header, most wanted first; those with quality 0 are left out. Spec: RFC 9110 §12.5.1. */
export const acceptedTypes = (accept: string | undefined): string[] =>
  (accept ?? '*/*')
    .split(',')
    .map(readWanted)
    .filter(({ quality }) => quality > 0)
    .toSorted((one, other) => other.quality - one.quality)
    .map(({ type }) => type)

/** The parameters of a request's address, each as often as it was written. */
export const addressParameters = (url: string): URLSearchParams =>
  new URLSearchParams(url.split('?').slice(1).join('?'))

const notServed = (wanted: string): never => {
  throw new Problem('incorrect', 'format-not-served', { details: { field: 'Accept', wanted: wanted.slice(0, 100) } })
}

/** The format to answer in: `_format` wins over Accept; JSON when anything goes; 406 otherwise. Spec: R4 http §3.1.0.1.10. */
export const negotiate = (request: Pick<FastifyRequest, 'url' | 'headers'>): FhirFormat => {
  // A plus in `_format=application/fhir+json` arrives as a space when the client did not escape it.
  const asked = addressParameters(request.url).get('_format')?.replaceAll(' ', '+')
  if (asked !== undefined) return formatOf(asked) ?? notServed(asked)
  for (const type of acceptedTypes(request.headers.accept)) {
    const format = type === '*/*' || type === 'application/*' ? 'json' : formatOf(type)
    if (format) return format
  }
  return notServed(request.headers.accept ?? '')
}

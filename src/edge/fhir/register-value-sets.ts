import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../../platform/problem.ts'
import type { FhirParts } from './fhir-parts.ts'
import { addressParameters, negotiate } from './negotiate.ts'
import { languageOf } from './operation-outcome.ts'
import { idOf } from './read-interactions.ts'
import { sendAnswer } from './send-answer.ts'
import { createValueSets, etagOf, type Expansion } from './value-sets.ts'

const refuse = (reason: string, field: string): never => {
  throw new Problem('incorrect', reason, { details: { field } })
}

const numberOf = (parameters: URLSearchParams, name: string): { [name: string]: number } => {
  const written = parameters.get(name)
  if (written === null) return {}
  return /^\d{1,6}$/.test(written) ? { [name]: Number(written) } : refuse('parameter-count', name)
}

const known = new Set(['url', 'filter', 'count', 'offset', 'displayLanguage', 'includeDesignations', '_format'])

const readExpansion = (request: FastifyRequest, parameters: URLSearchParams): Expansion => {
  const unknown = [...parameters.keys()].find((name) => !known.has(name))
  if (unknown !== undefined) refuse('parameter-unknown', unknown)
  const filter = parameters.get('filter')
  return {
    ...(filter === null || filter === '' ? {} : { filter: filter.slice(0, 100) }),
    ...numberOf(parameters, 'count'),
    ...numberOf(parameters, 'offset'),
    language: languageOf(parameters.get('displayLanguage') ?? request.headers['accept-language']),
    designations: parameters.get('includeDesignations') === 'true',
  }
}

/** Public, the same for everybody: caches keep it a day, and ask by its mark whether it changed. */
const send = (request: FastifyRequest, reply: FastifyReply, resource: object): FastifyReply => {
  const format = negotiate(request)
  const etag = etagOf({ resource, format })
  const headers = { etag, 'cache-control': 'public, max-age=86400' }
  const isKnown = request.headers['if-none-match']?.split(',').some((one) => one.trim() === etag) === true
  return sendAnswer(reply, isKnown ? { status: 304, headers } : { status: 200, resource, headers }, format)
}

/**
 * The code lists as value sets, for whoever fills in a form: read, search by `url`, `$expand` with `filter`, `count`, `offset`, in French or
 * English. No token: there is nothing of anybody in them. Spec: R4 ValueSet, operation expand.
 */
export const registerValueSets = (server: FastifyInstance, { baseUrl, codes }: FhirParts): void => {
  const valueSets = createValueSets(codes, baseUrl)
  const expand = (request: FastifyRequest, reply: FastifyReply, id?: string): FastifyReply => {
    const parameters = addressParameters(request.url)
    const url = parameters.get('url') ?? undefined
    if (id === undefined && url === undefined) refuse('parameter-empty', 'url')
    const own = url === undefined ? {} : { url }
    const wanted = id === undefined ? own : { id }
    return send(request, reply, valueSets.expand(wanted, readExpansion(request, parameters)))
  }
  server.get('/ValueSet/$expand', (request, reply) => expand(request, reply))
  server.get('/ValueSet/:id/$expand', (request, reply) => expand(request, reply, idOf(request)))
  server.get('/ValueSet/:id', (request, reply) => send(request, reply, valueSets.get(idOf(request))))
  server.get('/ValueSet', (request, reply) => {
    const found = valueSets.all(addressParameters(request.url).get('url') ?? undefined)
    const entry = found.map((resource) => ({
      ...('id' in resource ? { fullUrl: `${baseUrl}/ValueSet/${String(resource.id)}` } : {}),
      resource,
      search: { mode: 'match' },
    }))
    const bundle = { resourceType: 'Bundle', type: 'searchset', total: found.length }
    return send(request, reply, entry.length > 0 ? { ...bundle, entry } : bundle)
  })
}

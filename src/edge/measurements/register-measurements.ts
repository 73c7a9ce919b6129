import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../../platform/problem.ts'
import { bodyOf } from '../fhir/fhir-body.ts'
import type { FhirAnswer } from '../fhir/fhir-parts.ts'
import { negotiate } from '../fhir/negotiate.ts'
import { readResource } from '../fhir/read-resource.ts'
import type { Bundle } from '../fhir/resources.ts'
import { sendAnswer } from '../fhir/send-answer.ts'
import { sendFailure } from './failure.ts'
import type { MeasurementsParts, MeasurementsRequest } from './measurements-parts.ts'
import { readTransaction } from './read-transaction.ts'
import { searchMeasurements } from './search-measurements.ts'

/** One measurement and a device. */
const bodyLimit = 256 * 1024
const longestToken = 4096

const tokenOf = ({ headers }: FastifyRequest): string | undefined => {
  const token = headers['id-token']
  return typeof token === 'string' && token.length <= longestToken ? token : undefined
}

/** Who comes, for whom: the access token, then the identity token beside it, both of one app. Spec: measure API 1.5.2. */
const askedOf = async (
  parts: MeasurementsParts,
  request: FastifyRequest,
  letter: 'c' | 's',
): Promise<MeasurementsRequest> => {
  const visitor = await parts.authenticate(request, { type: 'Observation', letter })
  const { actor } = visitor
  if (actor.kind !== 'app') throw new Problem('refused', 'act-not-yours')
  const token = tokenOf(request)
  const holder = token === undefined ? undefined : await parts.readIdentityToken(token)
  if (holder === undefined) throw new Problem('incorrect', 'national-id-token')
  if ((await parts.identity.findApp(actor.id))?.oid !== holder.oid) throw new Problem('conflict', 'national-oid')
  if (holder.clientId !== actor.id) throw new Problem('incorrect', 'national-id-token')
  return { parts, request, visitor: { ...visitor, actor }, holder }
}

const readBundle = (request: FastifyRequest): Bundle => {
  try {
    return readResource(bodyOf(request), 'Bundle')
  } catch (error) {
    const isOther = error instanceof Problem && ['resource-type-unexpected', 'body-empty'].includes(error.reason)
    throw isOther ? new Problem('incorrect', 'national-no-bundle') : error
  }
}

/** POST of a transaction: kept whole or not at all. */
const addMeasurement = async ({ parts, request, visitor, holder }: MeasurementsRequest): Promise<FhirAnswer> => {
  const { sent, order } = readTransaction(readBundle(request), holder)
  const source = { ...sent.source, by: visitor.actor.name }
  const [kept] = await parts.observations.addMeasurements(visitor, { spaceId: holder.spaceId }, [{ ...sent, source }])
  if (kept === undefined) throw new Error('a measurement of which nothing became')
  const observation = { status: kept.isNew ? '201' : '200', location: `Observation/${kept.id}` }
  const { device } = kept
  const entry = order.map((type) => ({
    response:
      type === 'Device' && device !== undefined
        ? { status: device.isNew ? '201' : '200', location: `Device/${device.id}` }
        : observation,
  }))
  return { status: 200, resource: { resourceType: 'Bundle', type: 'transaction-response', entry } }
}

const refuse = ({ method, url }: FastifyRequest): never => {
  const type = url.split('?')[0]?.split('/')[2] ?? ''
  throw new Problem('incorrect', 'national-operation', { details: { method: `${method} ${type}`.trim() } })
}

/**
 * Mounts the national measurement service at /measurements: a FHIR base of its own with strict rules, for apps, with an access token and the
 * identity token beside it (header `ID-Token`). Spec: Mon espace santé, measure API 1.5.2; docs/api/measurements.md.
 */
export const registerMeasurements = (server: FastifyInstance, parts: MeasurementsParts): void => {
  const answer =
    (letter: 'c' | 's', interaction: (asked: MeasurementsRequest) => Promise<FhirAnswer>) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const format = negotiate(request)
      return sendAnswer(reply, await interaction(await askedOf(parts, request, letter)), format)
    }
  server.register(
    async (service) => {
      service.removeAllContentTypeParsers()
      service.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, (_request, body, done) => done(null, body))
      service.setErrorHandler(sendFailure(parts))
      service.setNotFoundHandler(refuse)
      service.post('/', answer('c', addMeasurement))
      service.get('/Observation', answer('s', searchMeasurements))
    },
    { prefix: '/measurements' },
  )
}

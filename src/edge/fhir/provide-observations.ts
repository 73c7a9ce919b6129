import type { KeptMeasurement, SentMeasurement } from '../../areas/observations/index.ts'
import type { SpaceAddress } from '../../access/types.ts'
import { Problem } from '../../platform/problem.ts'
import { bodyOf } from './fhir-body.ts'
import type { FhirAnswer, FhirRequest } from './fhir-parts.ts'
import { languageOf, statusOf, writeOutcome } from './operation-outcome.ts'
import { readDevice } from './read-device.ts'
import { readObservation } from './read-observation.ts'
import { bundleKey } from './read-reference.ts'
import { writeRecordId } from './record-id.ts'
import { readResource } from './read-resource.ts'
import { readSubject } from './read-subject.ts'
import type { Bundle, BundleEntry, Device, Observation } from './resources.ts'

/** An entry of a message, and where it stands in it. */
interface Entry<R> {
  resource: R
  field: string
  /** what other entries name it by */
  names: readonly string[]
}

type Devices = readonly Entry<Device>[]

const addressOf = (observation: Observation, { field, baseUrl }: { field: string; baseUrl: string }): SpaceAddress => {
  const subject = readSubject(observation, { field, baseUrl })
  return 'identifier' in subject ? { ins: subject.identifier } : subject
}

const fieldsOf: Readonly<Record<string, string>> = {
  kind: 'code',
  at: 'effectiveDateTime',
  moment: 'extension',
  days: 'extension',
  comment: 'note',
  source: 'device',
}

/** A problem of the area, said with the place in the resource where it lies. */
const located = (problem: Problem, field: string): Problem => {
  const { kind, reason, details, cause } = problem
  if (kind !== 'incorrect' || typeof details.field !== 'string' || details.code !== undefined) return problem
  const name = details.field.replace(/^measurements\.\d+\./, '')
  const isPlaced = name.startsWith(field)
  return new Problem(kind, reason, {
    details: { ...details, field: isPlaced ? name : `${field}.${fieldsOf[name] ?? 'value'}` },
    cause,
  })
}

const readSent = ({ resource, field }: Entry<Observation>, devices: Devices): SentMeasurement => {
  const saying = readObservation(resource, field)
  const reference = resource.device?.reference
  if (reference === undefined) return saying
  const device = devices.find(({ names }) => names.includes(bundleKey(reference)))
  if (device === undefined)
    throw new Problem('incorrect', 'measurement-device-unknown', { details: { field: `${field}.device`, reference } })
  const hardware = readDevice(device.resource, device.field)
  return { ...saying, source: { ...saying.source, ...(hardware.name && { device: hardware.name }), hardware } }
}

const sortEntry = ({ fullUrl, resource, request }: BundleEntry, at: number): Entry<Device | Observation> => {
  const field = `Bundle.entry[${at}].resource`
  const { method = 'POST', url = '' } = request ?? {}
  if (resource?.resourceType !== 'Device' && resource?.resourceType !== 'Observation')
    throw new Problem('incorrect', 'measurement-bundle-strange', {
      details: { field, method, type: resource?.resourceType ?? url },
    })
  const { resourceType: type, id } = resource
  if (method !== 'POST')
    throw new Problem('incorrect', 'measurement-bundle-strange', { details: { field, method, type } })
  const names = [...(fullUrl === undefined ? [] : [bundleKey(fullUrl)]), ...(id === undefined ? [] : [`${type}/${id}`])]
  return { resource, field, names }
}

const isOf = <T extends 'Device' | 'Observation'>(
  entry: Entry<Device | Observation>,
  type: T,
): entry is Entry<Extract<Device | Observation, { resourceType: T }>> => entry.resource.resourceType === type

/** A message about one person: whose space it feeds. */
const oneSpace = (observations: readonly Entry<Observation>[], baseUrl: string): SpaceAddress => {
  const [first, ...others] = observations.map(({ resource, field }) => ({
    field,
    address: addressOf(resource, { field, baseUrl }),
  }))
  if (first === undefined) throw new Problem('incorrect', 'element-missing', { details: { field: 'Bundle.entry' } })
  const other = others.find(({ address }) => JSON.stringify(address) !== JSON.stringify(first.address))
  if (other !== undefined)
    throw new Problem('incorrect', 'patients-differ', { details: { field: `${other.field}.subject` } })
  return first.address
}

const responseOf = (kept: KeptMeasurement): NonNullable<BundleEntry['response']> => ({
  status: kept.isNew ? '201' : '200',
  location: `Observation/${writeRecordId(kept)}`,
})

/** What stands before each Observation, read or not. */
const readEach = (observations: readonly Entry<Observation>[], devices: Devices): (SentMeasurement | Problem)[] =>
  observations.map((entry) => {
    try {
      return readSent(entry, devices)
    } catch (error) {
      if (error instanceof Problem) return error
      throw error
    }
  })

const keepAll = async (
  { parts, visitor }: FhirRequest,
  observations: readonly Entry<Observation>[],
  devices: Devices,
): Promise<KeptMeasurement[]> => {
  const sent = observations.map((entry) => readSent(entry, devices))
  const space = oneSpace(observations, parts.baseUrl)
  return parts.observations.addMeasurements(visitor, space, sent).catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error
    const [, index = '0'] = /^measurements\.(\d+)\./.exec(String(error.details.field)) ?? []
    throw located(error, observations[Number(index)]?.field ?? 'Bundle')
  })
}

const keepEach = async (
  { parts, visitor }: FhirRequest,
  observations: readonly Entry<Observation>[],
  devices: Devices,
): Promise<(KeptMeasurement | Problem)[]> => {
  const space = oneSpace(observations, parts.baseUrl)
  const read = readEach(observations, devices)
  const sound = read.flatMap((one) => (one instanceof Problem ? [] : [one]))
  const kept = (await parts.observations.addEachMeasurement(visitor, space, sound)).values()
  return read.flatMap((one, index) => {
    const result = one instanceof Problem ? one : (kept.next().value ?? [])
    return result instanceof Problem ? located(result, observations[index]?.field ?? '') : result
  })
}

const failed = (problem: Problem, { parts, request }: FhirRequest): NonNullable<BundleEntry['response']> => ({
  status: String(statusOf(problem)),
  outcome: writeOutcome(problem, { parts, language: languageOf(request.headers['accept-language']) }),
})

/**
 * A transaction of Observations is kept whole or not at all, a batch each by itself; Devices stand beside those that they took. All of them are of
 * one person. The answer has an entry for each entry sent, in order. Spec: R4 http, batch and transaction.
 */
export const provideObservations = async (asked: FhirRequest, bundle: Bundle): Promise<FhirAnswer> => {
  if (bundle.type !== 'transaction' && bundle.type !== 'batch')
    throw new Problem('incorrect', 'bundle-type', { details: { field: 'Bundle.type', type: bundle.type } })
  const entries = (bundle.entry ?? []).map(sortEntry)
  const observations = entries.filter((entry) => isOf(entry, 'Observation'))
  const devices = entries.filter((entry) => isOf(entry, 'Device'))
  const keep = bundle.type === 'transaction' ? keepAll : keepEach
  const results = (await keep(asked, observations, devices)).values()
  const entry = entries.map((each): BundleEntry => {
    // A device stands with what it measured, and answers as what stands
    if (each.resource.resourceType === 'Device') return { response: { status: '200' } }
    const result = results.next().value
    if (result === undefined) return { response: { status: '200' } }
    return { response: result instanceof Problem ? failed(result, asked) : responseOf(result) }
  })
  return { status: 200, resource: { resourceType: 'Bundle', type: `${bundle.type}-response`, entry } }
}

/** POST Observation: one measurement. 201 with its place; 200 where it stands there already. */
export const createObservation = async (asked: FhirRequest): Promise<FhirAnswer> => {
  const resource = readResource(bodyOf(asked.request), 'Observation')
  const entry: Entry<Observation> = { resource, field: 'Observation', names: [] }
  const [kept] = await keepAll(asked, [entry], [])
  if (kept === undefined) throw new Error('a measurement of which nothing became')
  return {
    status: kept.isNew ? 201 : 200,
    headers: { location: `${asked.parts.baseUrl}/Observation/${writeRecordId(kept)}` },
  }
}

import type { SentMeasurement } from '../../areas/observations/index.ts'
import { Problem } from '../../platform/problem.ts'
import type { Measure } from '../../reference/measures.ts'
import { readDevice } from '../fhir/read-device.ts'
import { readIdentifier } from '../fhir/read-identifier.ts'
import { extensionCode, measureOfObservation, readObservation } from '../fhir/read-observation.ts'
import { bundleKey } from '../fhir/read-reference.ts'
import type { Bundle, BundleEntry, Device, Observation } from '../fhir/resources.ts'

/** Who may send what: the app's branch of object identifiers, and the pseudonym it knows the person by. */
export interface Pairing {
  oid: string
  assignAuth: string
  idPe: string
}

/** A transaction read: what is said of the measurement, and which kind of entry stood where. */
export interface MeasurementTransaction {
  sent: SentMeasurement
  order: readonly ('Device' | 'Observation')[]
}

const wrong = (reason: string, field: string, details: Readonly<Record<string, string>> = {}): never => {
  throw new Problem('incorrect', reason, { details: { field, ...details } })
}

interface Entry<R> {
  resource: R
  entry: BundleEntry
  field: string
}

const sort = (bundle: Bundle) => {
  const observations: Entry<Observation>[] = []
  const devices: Entry<Device>[] = []
  const order = (bundle.entry ?? []).map((entry, at) => {
    const { resource, request } = entry
    const field = `Bundle.entry[${at}].resource`
    const method = request?.method ?? 'POST'
    const type = resource?.resourceType ?? ''
    if (method !== 'POST') wrong('national-resource-type', field, { type, method })
    if (resource?.resourceType === 'Observation') observations.push({ resource, entry, field })
    else if (resource?.resourceType === 'Device') devices.push({ resource, entry, field })
    else return wrong('national-resource-type', field, { type, method })
    return resource.resourceType
  })
  return { observations, devices, order }
}

// Spec: measure API 1.5.2, in the form that JavaScript reads: the published one nests character classes as Java does.
const conditionShape = /^identifier=(urn:oid:[0-9]+(?:\.[0-9]+)+)\|([A-Za-z0-9]+(?:-[A-Za-z0-9]+)*)$/

const readSentDevice = ({ resource, entry, field }: Entry<Device>): ReturnType<typeof readDevice> => {
  if ((resource.meta?.profile ?? []).length === 0) wrong('national-profile', `${field}.meta`, { type: 'Device' })
  const [, system, value] = conditionShape.exec(entry.request?.ifNoneExist ?? '') ?? []
  const device = readDevice(resource, field)
  if (system !== device.identifier.system || value !== device.identifier.value)
    wrong('national-if-none-exist', `${field.replace(/resource$/, '')}request.ifNoneExist`)
  return device
}

const requireLink = (observation: Entry<Observation>, device: Entry<Device>): void => {
  const reference = observation.resource.device?.reference ?? ''
  const { fullUrl } = device.entry
  const names = [`Device/${device.resource.id ?? ''}`, ...(fullUrl === undefined ? [] : [bundleKey(fullUrl)])]
  if (!names.includes(bundleKey(reference))) wrong('national-not-linked', `${observation.field}.device`)
}

const requireSubject = ({ resource, field }: Entry<Observation>, { assignAuth, idPe }: Pairing): void => {
  const identifier = readIdentifier(resource.subject?.identifier) ?? wrong('national-subject', `${field}.subject`)
  if (identifier.system !== assignAuth || identifier.value !== idPe)
    throw new Problem('refused', 'national-pair', { details: { field: `${field}.subject.identifier` } })
}

/** Whether an object identifier is another one or stands under it: compared by arc, not by prefix of characters. */
const isUnder = (source: string, oid: string): boolean => {
  const root = `urn:oid:${oid}`
  return source === root || (source.startsWith(`${root}.`) && /^(\.(0|[1-9]\d*))+$/.test(source.slice(root.length)))
}

const requireProfile = ({ resource, field }: Entry<Observation>, { profiles }: Measure): void => {
  const known = new Set(Object.values(profiles))
  const other = resource.meta?.profile?.find((profile) => !known.has(profile))
  if (other !== undefined) wrong('national-profile-other', `${field}.meta.profile`, { profile: other })
}

const requireMoment = ({ resource, field }: Entry<Observation>, measure: Measure): void => {
  const at = `${field}.extension`
  const [moment, days] = [extensionCode(resource, 'moment'), extensionCode(resource, 'days')]
  if (moment !== undefined && measure.moment === undefined) wrong('national-moment-forbidden', at)
  if (days !== undefined && measure.days === undefined) wrong('national-days-forbidden', at)
  if (moment === undefined && measure.moment !== undefined) wrong('national-moment-missing', at)
  if (days === undefined && measure.days !== undefined) wrong('national-days-missing', at)
}

const requireValue = ({ resource, field }: Entry<Observation>): void => {
  const { valueQuantity, valueString, component } = resource
  if (valueQuantity === undefined && valueString === undefined && component === undefined)
    wrong('national-no-value', `${field}.valueQuantity`)
}

const readOne = (observation: Entry<Observation>, pairing: Pairing): SentMeasurement => {
  const { resource, field } = observation
  if ((resource.meta?.profile ?? []).length === 0) wrong('national-profile', `${field}.meta`, { type: 'Observation' })
  requireSubject(observation, pairing)
  const uri = resource.meta?.source ?? `urn:oid:${pairing.oid}`
  if (!isUnder(uri, pairing.oid)) wrong('national-source', `${field}.meta.source`)
  const measure = measureOfObservation(resource, field)
  if (measure.derived) wrong('national-computed', `${field}.code`)
  requireProfile(observation, measure)
  requireValue(observation)
  requireMoment(observation, measure)
  const saying = readObservation(resource, field)
  return { ...saying, source: { ...saying.source, uri } }
}

/**
 * Reads a transaction of the national measurement service: one Observation, one Device at most. Problems `national-…` with the place in `field`,
 * in the order of its table. Spec: Mon espace santé, measure API 1.5.2; rules CAT-10, CAT-11, PML-14, PML-15.
 */
export const readTransaction = (bundle: Bundle, pairing: Pairing): MeasurementTransaction => {
  const { observations, devices, order } = sort(bundle)
  const [observation, anotherOne] = observations
  const [device, anotherDevice] = devices
  if (observation === undefined || anotherOne !== undefined || anotherDevice !== undefined)
    return wrong('national-one-observation', 'Bundle.entry')
  if (device === undefined) return { sent: readOne(observation, pairing), order }
  const hardware = readSentDevice(device)
  requireLink(observation, device)
  const sent = readOne(observation, pairing)
  return {
    sent: { ...sent, source: { ...sent.source, ...(hardware.name && { device: hardware.name }), hardware } },
    order,
  }
}

import type { MeasurementQuery } from '../../areas/observations/index.ts'
import { Problem } from '../../platform/problem.ts'
import type { Measurement, MeasuringDevice } from '../../reference/measurement-entry.ts'
import { findMeasureByCode } from '../../reference/measures.ts'
import type { FhirAnswer } from '../fhir/fhir-parts.ts'
import { addressParameters } from '../fhir/negotiate.ts'
import { dates, group } from '../fhir/search-parameter.ts'
import { writeDevice } from '../fhir/write-device.ts'
import { writeObservation } from '../fhir/write-observation.ts'
import type { PairedHolder } from '../oauth/identity-token.ts'
import type { MeasurementsRequest } from './measurements-parts.ts'

const most = 100
const usual = 50

const known = new Set(['code', 'subject.identifier', 'date', '_sort', '_count', '_offset', '_include', '_format'])

const wrong = (reason: string, field: string, details: Readonly<Record<string, number>> = {}): never => {
  throw new Problem('incorrect', reason, { details: { field, ...details } })
}

const only = (parameters: URLSearchParams, name: string): string | undefined => {
  const [value, another] = parameters.getAll(name)
  return another === undefined ? value : wrong('national-parameter', name)
}

const required = (parameters: URLSearchParams, name: string): string =>
  only(parameters, name) ?? wrong('national-parameter-missing', name)

const numberIn = (parameters: URLSearchParams, name: string, otherwise: number): number => {
  const value = only(parameters, name) ?? String(otherwise)
  return /^\d{1,6}$/.test(value) ? Number(value) : wrong('national-parameter', name)
}

const countIn = (parameters: URLSearchParams): number => {
  const count = numberIn(parameters, '_count', usual)
  if (count > most) wrong('national-page-size', '_count', { most })
  return count === 0 ? wrong('national-parameter', '_count') : count
}

const boundsIn = (parameters: URLSearchParams): { from: string; to: string } | undefined => {
  const filters = group(parameters)
    .filter(({ name }) => name === 'date')
    .flatMap(dates)
  if (filters.length === 0) return undefined
  const from = filters.find(({ prefix }) => prefix === 'ge')?.from
  const to = filters.find(({ prefix }) => prefix === 'le')?.to
  if (from === undefined || to === undefined || filters.length > 2) return wrong('national-bounds', 'date')
  // both are included: an interval ends before the first instant behind it
  return { from, to: new Date(Date.parse(to) - 1).toISOString() }
}

/** The two ways to ask: all between two bounds, by pages, or the last one. */
const queryOf = (parameters: URLSearchParams): Omit<MeasurementQuery, 'kind'> => {
  const sort = only(parameters, '_sort')
  const count = countIn(parameters)
  if (sort !== undefined && (sort !== '-date' || parameters.get('_count') !== '1')) wrong('national-sort', '_sort')
  const bounds = boundsIn(parameters)
  if (sort !== undefined) return bounds === undefined ? { count: 1 } : wrong('national-both-modes', '_sort')
  if (bounds === undefined) return wrong('national-no-mode', 'date')
  return { ...bounds, count, skip: count * numberIn(parameters, '_offset', 0) }
}

const kindOf = (parameters: URLSearchParams): string => {
  const code = required(parameters, 'code')
  return findMeasureByCode(code.slice(code.indexOf('|') + 1))?.key ?? wrong('national-parameter', 'code')
}

/** Spec: measure API 1.5.2: `_offset` is the number of a page, from 0. */
const linksOf = (
  parameters: URLSearchParams,
  address: string,
  paged: { count: number; skip: number; total: number },
) => {
  const { count, skip, total } = paged
  const page = skip / count
  const to = (relation: string, number: number) => {
    const changed = new URLSearchParams(parameters)
    changed.set('_offset', String(number))
    return { relation, url: `${address}?${changed.toString()}` }
  }
  return [
    { relation: 'self', url: `${address}?${parameters.toString()}` },
    ...(page > 0 ? [to('previous', page - 1)] : []),
    ...(skip + count < total ? [to('next', page + 1)] : []),
  ]
}

const devicesOf = (measurements: readonly Measurement[]): MeasuringDevice[] => {
  const devices = measurements.flatMap(({ source }) => source?.hardware ?? [])
  return [...new Map(devices.map((device) => [device.id, device])).values()]
}

/** As this service knows people and devices: by the app's pseudonym, by an id of its own. */
const write = (measurement: Measurement, baseUrl: string, holder: PairedHolder): object => {
  const { hardware } = measurement.source ?? {}
  return {
    ...writeObservation(measurement, { baseUrl, spaceId: holder.spaceId, guide: 'mes' }),
    subject: { identifier: { system: holder.assignAuth, value: holder.idPe } },
    ...(hardware && { device: { reference: `Device/${hardware.id}` } }),
  }
}

/** GET Observation: measurements of one kind, newest first: all between two bounds, or the last one. Spec: measure API 1.5.2; rules CAT-10. */
export const searchMeasurements = async ({
  parts,
  request,
  visitor,
  holder,
}: MeasurementsRequest): Promise<FhirAnswer> => {
  const parameters = addressParameters(request.url)
  const strange = [...parameters.keys()].find((name) => !known.has(name))
  if (strange !== undefined) wrong('national-parameter', strange)
  const kind = kindOf(parameters)
  if (required(parameters, 'subject.identifier') !== `${holder.assignAuth}|${holder.idPe}`)
    throw new Problem('refused', 'national-pair', { details: { field: 'subject.identifier' } })
  const query = queryOf(parameters)
  const { spaceId } = holder
  const page = await parts.observations.readMeasurements(visitor, { spaceId }, { kind, ...query })
  const entry = page.measurements.map((one) => ({
    ...(one.kind === 'bmi' ? {} : { fullUrl: `${parts.baseUrl}/Observation/${one.id}` }),
    resource: write(one, parts.baseUrl, holder),
    search: { mode: 'match' },
  }))
  const isIncluded = only(parameters, '_include') === 'Observation:device'
  const included = (isIncluded ? devicesOf(page.measurements) : []).map((device) => ({
    fullUrl: `${parts.baseUrl}/Device/${device.id}`,
    resource: writeDevice(device),
    search: { mode: 'include' },
  }))
  const { count = usual, skip = 0 } = query
  const link = linksOf(parameters, `${parts.baseUrl}/Observation`, { count, skip, total: page.total })
  const all = [...entry, ...included]
  const bundle = { resourceType: 'Bundle', type: 'searchset', total: page.total, link }
  return { status: 200, resource: { ...bundle, ...(all.length > 0 ? { entry: all } : {}) } }
}

import type { InstantFilter } from '../../areas/documents/types.ts'
import type { MeasurementQuery } from '../../areas/observations/index.ts'
import { findMeasureByCode } from '../../reference/measures.ts'
import { Problem } from '../../platform/problem.ts'
import type { FhirAnswer, FhirRequest, Interaction } from './fhir-parts.ts'
import { idOf } from './read-interactions.ts'
import { commonReaders, fillSearch, missing, type Reader, type RecordSearch } from './record-search.ts'
import { readRecordId, writeRecordId } from './record-id.ts'
import { readCareLine } from './care/search-care.ts'
import { isLenient, pageLinks, parametersOf } from './search-bundle.ts'
import { countOf, dates, single, tokens, wrong, type Parameter } from './search-parameter.ts'
import { answerLines, readLine } from './profile/search-lines.ts'
import type { ProfileResource } from './profile/profile-resource.ts'
import { codesOf, isHabit, observedCodes } from './profile/write-observed.ts'
import { writeObservation } from './write-observation.ts'

/** A search of measurements: of one kind, between two instants. */
interface ObservationSearch extends RecordSearch {
  kind?: string
  /** of what people say of themselves, what has the code that is asked for */
  isSaid?: (resource: ProfileResource) => boolean
  /** of the category of habits, or of vital signs */
  isHabit?: boolean
  from?: string
  to?: string
}

const readCode: Reader<ObservationSearch> = (search, parameter) => {
  const [token, another] = tokens(parameter)
  if (another !== undefined) wrong('parameter-several-codes', parameter)
  const { code = '' } = token ?? {}
  if (observedCodes.includes(code)) search.isSaid = (resource) => codesOf(resource).includes(code)
  else search.kind = findMeasureByCode(code)?.key ?? wrong('measure-unknown', parameter)
}

/** Spec: R4 observation-category: habits are found by it, most of which have no code. */
const readCategory: Reader<ObservationSearch> = (search, parameter) => {
  const category = single(parameter).split('|').at(-1)
  if (category !== 'social-history' && category !== 'vital-signs') wrong('parameter-category', parameter)
  search.isHabit = category === 'social-history'
}

/** Which lines of the profile are wanted, where it is these that are asked for. */
const saidIn = ({ isHabit: wantsHabits, isSaid, kind }: ObservationSearch): ObservationSearch['isSaid'] => {
  if (!wantsHabits) return wantsHabits === false && isSaid ? () => false : isSaid
  return (resource) => kind === undefined && isHabit(resource) && (isSaid?.(resource) ?? true)
}

// The bounds of what is kept are included: an interval ends before the first instant behind it.
const before = (instant: string): string => new Date(Date.parse(instant) - 1).toISOString()

const bound = (search: ObservationSearch, { prefix, from, to }: InstantFilter, parameter: Parameter): void => {
  if (prefix === 'ne') wrong('parameter-prefix', parameter)
  if (prefix === 'eq' || prefix === 'ge') search.from = from
  if (prefix === 'gt' || prefix === 'sa') search.from = to
  if (prefix === 'eq' || prefix === 'le') search.to = before(to)
  if (prefix === 'lt' || prefix === 'eb') search.to = before(from)
}

/** A year of one a day and more, in one page. */
const mostPoints = 1_000

const readCount: Reader<ObservationSearch> = (search, parameter) => {
  const count = countOf(parameter, mostPoints)
  search.countOnly ||= count === 0
  search.query.count = Math.max(count, 1)
}

const readers: Record<string, Reader<ObservationSearch>> = {
  ...commonReaders,
  _count: readCount,
  code: readCode,
  category: readCategory,
  date: (search, parameter) => dates(parameter).forEach((each) => bound(search, each, parameter)),
  _sort: (_search, parameter) => {
    if (single(parameter) !== '-date') wrong('parameter-sort-newest', parameter)
  },
}

const queryOf = ({ kind, from, to, query }: ObservationSearch): MeasurementQuery => {
  if (kind === undefined) throw missing('code', 'code')
  return {
    kind,
    count: query.count ?? 50,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(query.after === undefined ? {} : { after: query.after }),
  }
}

/** GET Observation, or `POST _search`: measurements of one kind that the visitor may see, newest first. Spec: R4 search. */
export const searchObservations = async (asked: FhirRequest): Promise<FhirAnswer> => {
  const { parts, visitor } = asked
  const parameters = parametersOf(asked)
  const search: ObservationSearch = { query: {}, countOnly: false }
  const space = fillSearch(search, readers, { parameters, baseUrl: parts.baseUrl, lenient: isLenient(asked) })
  if ('objectId' in space) throw new Problem('incorrect', 'parameter-unknown', { details: { field: '_id' } })
  const isWanted = saidIn(search)
  if (isWanted) return answerLines(asked, { type: 'Observation', space, isWanted, countOnly: search.countOnly })
  const page = await parts.observations.readMeasurements(visitor, space, queryOf(search))
  const shown = search.countOnly ? [] : page.measurements
  const entry = shown.map((one) => ({
    ...(one.kind === 'bmi'
      ? {}
      : { fullUrl: `${parts.baseUrl}/Observation/${writeRecordId({ spaceId: page.spaceId, id: one.id })}` }),
    resource: writeObservation(one, { ...parts, spaceId: page.spaceId }),
    search: { mode: 'match' },
  }))
  const link = pageLinks(`${parts.baseUrl}/Observation`, parameters, search.countOnly ? undefined : page.next)
  const bundle = { resourceType: 'Bundle', type: 'searchset', total: page.total, link }
  return { status: 200, resource: { ...bundle, ...(entry.length > 0 ? { entry } : {}) } }
}

/** A habit of a profile, or what a laboratory of a feed found. */
const readOfOthers: Interaction = async (asked) => {
  try {
    return await readLine('Observation')(asked)
  } catch (error) {
    if (!(error instanceof Problem) || error.reason !== 'profile-line-unknown') throw error
    return readCareLine('Observation')(asked)
  }
}

/** GET Observation/id: a measurement, or what a person says of their habits or their blood. What may not be seen is answered as what is not there. */
export const readObservationInteraction: Interaction = async (asked) => {
  const { parts, visitor, request } = asked
  const { spaceId, id } = readRecordId(idOf(request))
  try {
    const { measurement } = await parts.observations.readMeasurement(visitor, { spaceId }, id)
    return { status: 200, resource: writeObservation(measurement, { ...parts, spaceId }) }
  } catch (error) {
    if (!(error instanceof Problem) || error.reason !== 'measurement-unknown') throw error
    return readOfOthers(asked)
  }
}

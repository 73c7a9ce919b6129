import type { SpaceAddress } from '../../access/types.ts'
import type { SetQuery } from '../../areas/documents/types.ts'
import { isUuid } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import {
  alternatives,
  countOf,
  dates,
  group,
  patientIdentifierOf,
  patientOf,
  single,
  tokens,
  wrong,
  type Parameter,
} from './search-parameter.ts'

/** What one search for sets asks: whose, which, and whether only their number is wanted. */
interface SetSearch {
  space?: SpaceAddress
  query: SetQuery
  countOnly: boolean
}

type Reader = (search: SetSearch, parameter: Parameter, baseUrl: string) => void

const values = (parameter: Parameter): { value: string }[] => tokens(parameter).map(({ code }) => ({ value: code }))

const readPatient: Reader = (search, parameter, baseUrl) => {
  search.space = patientOf(parameter, baseUrl)
}

const readPatientIdentifier: Reader = (search, parameter) => {
  search.space = patientIdentifierOf(parameter)
}

const readDesignation: Reader = ({ query }, parameter) => (query.designations = tokens(parameter))
const readSourceId: Reader = ({ query }, parameter) => (query.sourceIds = values(parameter))
const readFacility: Reader = ({ query }, parameter) => (query.facilities = values(parameter))

const readArchived: Reader = ({ query }, parameter) => {
  const value = single(parameter)
  if (value !== 'true' && value !== 'false') wrong('parameter-boolean', parameter)
  query.archived = value === 'true'
}

const readCount: Reader = (search, parameter) => {
  const count = countOf(parameter)
  search.countOnly ||= count === 0
  search.query.count = Math.max(count, 1)
}

const readSummary: Reader = (search, parameter) => {
  const value = single(parameter)
  if (value !== 'count' && value !== 'false') wrong('parameter-summary', parameter)
  search.countOnly ||= value === 'count'
}

const readSort: Reader = ({ query }, parameter) => {
  const value = single(parameter)
  if (value !== 'date' && value !== '-date') wrong('parameter-sort', parameter)
  query.oldestFirst = value === 'date'
}

const readers: Record<string, Reader> = {
  patient: readPatient,
  subject: readPatient,
  'patient.identifier': readPatientIdentifier,
  'patient:identifier': readPatientIdentifier,
  'subject.identifier': readPatientIdentifier,
  'subject:identifier': readPatientIdentifier,
  code: ({ query }, parameter) => (query.kinds = tokens(parameter).map(({ code }) => code)),
  status: ({ query }, parameter) => (query.status = tokens(parameter).map(({ code }) => code)),
  date: ({ query }, parameter) => (query.date = dates(parameter)),
  identifier: ({ query }, parameter) => (query.identifiers = values(parameter)),
  title: ({ query }, parameter) => (query.titles = alternatives(parameter)),
  designationType: readDesignation,
  DesignationType: readDesignation,
  sourceId: readSourceId,
  SourceId: readSourceId,
  'source.given': ({ query }, parameter) => (query.sourceGiven = alternatives(parameter)),
  'source.family': ({ query }, parameter) => (query.sourceFamily = alternatives(parameter)),
  'source.identifier': ({ query }, parameter) => (query.sources = values(parameter)),
  'authorOrg.identifier': readFacility,
  'PDSm_authorOrg.identifier': readFacility,
  isArchived: readArchived,
  PDSm_isArchived: readArchived,
  _id: ({ query }, parameter) =>
    (query.ids = alternatives(parameter).map((id) => (isUuid(id) ? id : wrong('parameter-id', parameter)))),
  _count: readCount,
  _summary: readSummary,
  _sort: readSort,
  page: ({ query }, parameter) => (query.after = single(parameter)),
  _format: () => {},
  _pretty: () => {},
  _total: () => {},
}

const missing = (field: string, or: string): Problem =>
  new Problem('incorrect', 'parameter-missing', { details: { field, or } })

const addressOf = ({ space, query }: SetSearch): SpaceAddress => {
  const id = query.ids?.[0]
  if (space) return space
  if (id !== undefined) return { objectId: id }
  throw missing('patient', 'patient.identifier')
}

/**
 * An ITI-66 search: whose sets, and which. The patient is required unless `_id` is given, code and status unless `_id` or `identifier` is;
 * unknown parameters are refused unless the client said `Prefer: handling=lenient`. Spec: IHE MHD 2:3.66, PDSm flow 5.
 */
export const readSetQuery = (
  parameters: URLSearchParams,
  reading: { baseUrl: string; lenient: boolean },
): { space: SpaceAddress; query: SetQuery; countOnly: boolean } => {
  const search: SetSearch = { query: {}, countOnly: false }
  for (const parameter of group(parameters)) {
    const reader = Object.hasOwn(readers, parameter.name) ? readers[parameter.name] : undefined
    if (reader) reader(search, parameter, reading.baseUrl)
    else if (!reading.lenient)
      wrong(parameter.name.includes(':') ? 'parameter-modifier' : 'parameter-unknown', parameter)
  }
  const space = addressOf(search)
  const byName = search.query.ids !== undefined || search.query.identifiers !== undefined
  if (!search.query.kinds && !byName) throw missing('code', '_id')
  if (!search.query.status && !byName) throw missing('status', '_id')
  return { space, query: search.query, countOnly: search.countOnly }
}

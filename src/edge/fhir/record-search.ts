import type { SpaceAddress } from '../../access/types.ts'
import { isUuid } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import {
  alternatives,
  countOf,
  group,
  patientIdentifierOf,
  patientOf,
  single,
  wrong,
  type Parameter,
} from './search-parameter.ts'

/** What every search in a record asks: whose, which page, and whether only the number is wanted. */
export interface RecordSearch {
  space?: SpaceAddress
  query: { ids?: string[]; archived?: boolean; count?: number; after?: string }
  countOnly: boolean
}

/** What one parameter becomes. */
export type Reader<S> = (search: S, parameter: Parameter, baseUrl: string) => void

const readPatient: Reader<RecordSearch> = (search, parameter, baseUrl) => {
  search.space = patientOf(parameter, baseUrl)
}

const readPatientIdentifier: Reader<RecordSearch> = (search, parameter) => {
  search.space = patientIdentifierOf(parameter)
}

const readArchived: Reader<RecordSearch> = ({ query }, parameter) => {
  const value = single(parameter)
  if (value !== 'true' && value !== 'false') wrong('parameter-boolean', parameter)
  query.archived = value === 'true'
}

const readIds: Reader<RecordSearch> = ({ query }, parameter) => {
  query.ids = alternatives(parameter).map((id) => (isUuid(id) ? id : wrong('parameter-id', parameter)))
}

const readCount: Reader<RecordSearch> = (search, parameter) => {
  const count = countOf(parameter)
  search.countOnly ||= count === 0
  search.query.count = Math.max(count, 1)
}

const readSummary: Reader<RecordSearch> = (search, parameter) => {
  const value = single(parameter)
  if (value !== 'count' && value !== 'false') wrong('parameter-summary', parameter)
  search.countOnly ||= value === 'count'
}

/** The parameters that documents and sets share, under each name the guides give them. */
export const commonReaders: Record<string, Reader<RecordSearch>> = {
  patient: readPatient,
  subject: readPatient,
  'patient.identifier': readPatientIdentifier,
  'patient:identifier': readPatientIdentifier,
  'subject.identifier': readPatientIdentifier,
  'subject:identifier': readPatientIdentifier,
  isArchived: readArchived,
  PDSm_isArchived: readArchived,
  _id: readIds,
  _count: readCount,
  _summary: readSummary,
  page: ({ query }, parameter) => (query.after = single(parameter)),
  _format: () => {},
  _pretty: () => {},
}

/** Where a search stands and how strict it is. */
export interface Reading {
  baseUrl: string
  /** unknown parameters are as if they were not there */
  lenient: boolean
}

/** What must be said of a search that names nothing by its id. */
export const missing = (field: string, or: string): Problem =>
  new Problem('incorrect', 'parameter-missing', { details: { field, or } })

/** Reads each parameter into a search, and gives whose record it is about: the patient's, or that of the first `_id`. */
export const fillSearch = <S extends RecordSearch>(
  search: S,
  readers: Record<string, Reader<S>>,
  { parameters, baseUrl, lenient }: Reading & { parameters: URLSearchParams },
): SpaceAddress => {
  for (const parameter of group(parameters)) {
    const reader = Object.hasOwn(readers, parameter.name) ? readers[parameter.name] : undefined
    if (reader) reader(search, parameter, baseUrl)
    else if (!lenient) wrong(parameter.name.includes(':') ? 'parameter-modifier' : 'parameter-unknown', parameter)
  }
  const [id] = search.query.ids ?? []
  if (search.space) return search.space
  if (id !== undefined) return { objectId: id }
  throw missing('patient', 'patient.identifier')
}

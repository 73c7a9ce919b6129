import type { SpaceAddress } from '../../access/types.ts'
import type { InstantFilter } from '../../areas/documents/types.ts'
import { isUuid } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { nationalForm } from './read-identifier.ts'
import { localId } from './read-reference.ts'
import { readSearchDate } from './search-date.ts'

/** A parameter as it stands in the request: its name and values (several where it was repeated). */
export interface Parameter {
  name: string
  values: string[]
}

/** One value of a token parameter: `code` or `system|code`. */
export interface Token {
  system?: string
  code: string
}

/** The most that a page of a search holds. */
const mostPerPage = 100

/** Refuses a parameter, by its name. */
export const wrong = (reason: string, { name }: Parameter): never => {
  throw new Problem('incorrect', reason, { details: { field: name } })
}

/** The one value of a parameter; two of the same name would mean "and", which the filters cannot say. */
export const single = (parameter: Parameter): string => {
  const [value, second] = parameter.values
  if (second !== undefined) return wrong('parameter-repeated', parameter)
  return value || wrong('parameter-empty', parameter)
}

/** Alternatives are separated by commas; a comma inside a value is written `\,` (Spec: R4 search §3.1.1.4.0.1). */
export const alternatives = (parameter: Parameter): string[] =>
  (single(parameter).match(/(?:\\.|[^,\\])+/g) ?? []).map((value) => value.replaceAll(/\\([,|$\\])/g, '$1'))

const readToken = (text: string, parameter: Parameter): Token => {
  const bar = text.indexOf('|')
  const system = bar > 0 ? { system: text.slice(0, bar) } : {}
  return { ...system, code: text.slice(bar + 1) || wrong('parameter-token', parameter) }
}

/** The alternatives of a token parameter. */
export const tokens = (parameter: Parameter): Token[] =>
  alternatives(parameter).map((text) => readToken(text, parameter))

/** The bounds that a date parameter sets, one for each time it stands there. */
export const dates = (parameter: Parameter): InstantFilter[] =>
  parameter.values.map((value) => {
    if (value.includes(',')) wrong('parameter-date-list', parameter)
    return readSearchDate(value, parameter.name)
  })

/** How many a page shall hold, at most a hundred; 0 stays 0. */
export const countOf = (parameter: Parameter, most = mostPerPage): number => {
  const value = single(parameter)
  if (!/^\d{1,9}$/.test(value)) wrong('parameter-count', parameter)
  return Math.min(Number(value), most)
}

/** Whose space `patient` names, by its id. */
export const patientOf = (parameter: Parameter, baseUrl: string): SpaceAddress => {
  const value = single(parameter)
  const id = localId(value, 'Patient', baseUrl) ?? value
  return { spaceId: isUuid(id) ? id : wrong('parameter-patient', parameter) }
}

/** Whose space `patient.identifier` names, by the national identifier. */
export const patientIdentifierOf = (parameter: Parameter): SpaceAddress => {
  const { system, code } = readToken(single(parameter), parameter)
  if (system === undefined) return wrong('parameter-identifier-system', parameter)
  return { ins: nationalForm({ system, value: code }) }
}

/** The parameters of a search, those of one name together. */
export const group = (parameters: URLSearchParams): Parameter[] =>
  [...new Set(parameters.keys())].map((name) => ({ name, values: parameters.getAll(name) }))

import type { SpaceAddress } from '../../access/types.ts'
import type { InstantFilter } from '../../areas/documents/types.ts'
import type { JournalQuery } from '../../areas/history/types.ts'
import { isUuid } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { auditTerms } from './audit-terms.ts'
import { readAuditId } from './audit-id.ts'
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
  type Token,
} from './search-parameter.ts'

interface AuditSearch {
  space?: SpaceAddress
  /** whose entry `_id` names: it stands there and nowhere else, whatever `patient` says */
  named?: SpaceAddress
  query: JournalQuery
}

type Reader = (search: AuditSearch, parameter: Parameter, baseUrl: string) => void

const later = (one: string | undefined, other: string): string => (one !== undefined && one > other ? one : other)
const earlier = (one: string | undefined, other: string): string => (one !== undefined && one < other ? one : other)

/** An entry has an instant: what its prefix says of an interval is a bound on one side or on both. Spec: R4 search §3.1.1.4.6. */
const bound = ({ prefix, from, to }: InstantFilter, parameter: Parameter): { from?: string; to?: string } => {
  if (prefix === 'ne') return wrong('parameter-prefix', parameter)
  if (prefix === 'eq') return { from, to }
  if (prefix === 'gt' || prefix === 'sa') return { from: to }
  if (prefix === 'ge') return { from }
  return { to: prefix === 'le' ? to : from }
}

const readDates: Reader = ({ query }, parameter) => {
  for (const { from, to } of dates(parameter).map((each) => bound(each, parameter))) {
    if (from !== undefined) query.from = later(query.from, from)
    if (to !== undefined) query.to = earlier(query.to, to)
  }
}

const matches = ({ system, code }: Token, own: { system: string; code: string }): boolean =>
  code === own.code && (system === undefined || system === own.system)

const keepActs = ({ query }: AuditSearch, isKept: (name: string) => boolean): void => {
  query.acts = (query.acts ?? Object.keys(auditTerms.acts)).filter(isKept)
}

const readType: Reader = (search, parameter) => {
  const wanted = tokens(parameter)
  const own = { system: auditTerms.systems.type, code: 'rest' }
  keepActs(search, () => wanted.some((token) => matches(token, own)))
}

const readSubtype: Reader = (search, parameter) => {
  const wanted = tokens(parameter)
  const { subtype: system } = auditTerms.systems
  keepActs(search, (name) =>
    wanted.some((token) => matches(token, { system, code: auditTerms.acts[name]?.subtype ?? '' })),
  )
}

const readAction: Reader = (search, parameter) => {
  const wanted = tokens(parameter).map(({ code }) => code)
  keepActs(search, (name) => wanted.includes(auditTerms.acts[name]?.action ?? ''))
}

const readOutcome: Reader = ({ query }, parameter) => {
  const wanted = tokens(parameter)
  const { outcome: system } = auditTerms.systems
  const isWanted = (code: string): boolean => wanted.some((token) => matches(token, { system, code }))
  query.effects = [...(isWanted('0') ? (['permit'] as const) : []), ...(isWanted('4') ? (['refuse'] as const) : [])]
}

/** What stands behind the last slash: our references to persons and documents end in their id. */
const lastPart = (reference: string): string => reference.slice(reference.lastIndexOf('/') + 1)

const readEntity: Reader = ({ query }, parameter) => {
  query.documentIds = alternatives(parameter).map((text) => {
    const id = lastPart(text)
    return isUuid(id) ? id : wrong('parameter-id', parameter)
  })
}

const readId: Reader = (search, parameter) => {
  const { spaceId, n } = readAuditId(single(parameter))
  search.named = { spaceId }
  search.query.n = n
}

const readSort: Reader = ({ query }, parameter) => {
  const value = single(parameter)
  if (value !== 'date' && value !== '-date') wrong('parameter-sort-date', parameter)
  query.ascending = value === 'date'
}

const readPatient: Reader = (search, parameter, baseUrl) => (search.space = patientOf(parameter, baseUrl))
const readPatientIdentifier: Reader = (search, parameter) => (search.space = patientIdentifierOf(parameter))

const readAgentIdentifier: Reader = ({ query }, parameter) => {
  query.agentIds = tokens(parameter).map(({ code }) => code)
}

/** Every parameter of a search of AuditEvents, under each name that R4 and IHE BALP give it. */
const readers: Readonly<Record<string, Reader>> = {
  patient: readPatient,
  'patient.identifier': readPatientIdentifier,
  'patient:identifier': readPatientIdentifier,
  date: readDates,
  agent: ({ query }, parameter) => (query.agentIds = alternatives(parameter).map(lastPart)),
  'agent.identifier': readAgentIdentifier,
  'agent:identifier': readAgentIdentifier,
  'agent-name': ({ query }, parameter) => (query.agentNames = alternatives(parameter)),
  type: readType,
  subtype: readSubtype,
  action: readAction,
  outcome: readOutcome,
  entity: readEntity,
  _id: readId,
  _count: ({ query }, parameter) => (query.count = Math.max(countOf(parameter), 1)),
  _sort: readSort,
  page: ({ query }, parameter) => (query.after = single(parameter)),
  _format: () => {},
  _pretty: () => {},
  _total: () => {},
}

const readerOf = (name: string): Reader | undefined => (Object.hasOwn(readers, name) ? readers[name] : undefined)

/** A search of the journal: whose, and which entries. Unknown parameters are refused unless the client said `Prefer: handling=lenient`. */
export const readAuditQuery = (
  parameters: URLSearchParams,
  reading: { baseUrl: string; lenient: boolean },
): { space: SpaceAddress; query: JournalQuery } => {
  const search: AuditSearch = { query: {} }
  for (const parameter of group(parameters)) {
    const reader = readerOf(parameter.name)
    if (reader) reader(search, parameter, reading.baseUrl)
    else if (!reading.lenient)
      wrong(parameter.name.includes(':') ? 'parameter-modifier' : 'parameter-unknown', parameter)
  }
  const { query, named } = search
  const space = named ?? search.space
  if (space === undefined)
    throw new Problem('incorrect', 'parameter-missing', { details: { field: 'patient', or: 'patient.identifier' } })
  return { space, query }
}

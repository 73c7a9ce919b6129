import type { Prefilter } from '../access/types.ts'

/** A date filter on a column: [from, to) is the interval that the written precision covers. Spec: FHIR R4 search §3.1.1.4.6. */
export interface VaultInstantFilter {
  prefix: 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge' | 'sa' | 'eb'
  from: string
  to: string
}

/** Filters on columns in clear. Absent means not filtered. */
export interface DocumentFilter {
  prefilter: Prefilter
  status?: string[]
  typeCodes?: string[]
  classCodes?: string[]
  formatCodes?: string[]
  facilityTypes?: string[]
  practiceSettings?: string[]
  ids?: string[]
  /** persons and facilities, by their one key: one of them must have written it */
  writtenBy?: readonly string[]
  /** the same, one of each */
  writtenByEach?: readonly (readonly string[])[]
  /** an ISO instant: what was deposited later */
  depositedAfter?: string
  /** what lies in the bin till after an ISO instant, but for the versions before it */
  binnedAfter?: string
  /** ids of documents or of their contents: an entry of the journal names either */
  objectIds?: string[]
  /** producers' unique ids as keyed hashes, entryUUIDs and logical ids: one of them must match */
  identified?: { hashes: Buffer[]; uuids: string[] }
  archived?: boolean
  hidden?: boolean
  withheld?: boolean
  hiddenFromRepresentatives?: boolean
  created?: VaultInstantFilter[]
  dated?: VaultInstantFilter[]
  period?: VaultInstantFilter[]
}

/** A condition with its values, being composed. */
export interface Condition {
  clauses: string[]
  values: unknown[]
}

const add = (condition: Condition, value: unknown, clause: (placeholder: string) => string): void => {
  condition.values.push(value)
  condition.clauses.push(clause(`$${condition.values.length}`))
}

/** The eight prefixes of FHIR over a start and an end column (the same one twice for an instant). */
const comparisons: Record<VaultInstantFilter['prefix'], string> = {
  eq: '({start} >= {from} and {end} < {to})',
  ne: 'not ({start} >= {from} and {end} < {to})',
  lt: '{start} < {from}',
  le: '{start} < {to}',
  gt: '{end} >= {to}',
  ge: '{end} >= {from}',
  sa: '{start} >= {to}',
  eb: '{end} < {from}',
}

/** The columns between which a document happened. */
interface Span {
  start: string
  end: string
}

// A bound that the comparison does not name is not sent: the database refuses a value whose type nothing tells.
const addInstants = (condition: Condition, span: Span, filters: VaultInstantFilter[] = []): void => {
  for (const filter of filters) {
    const clause = comparisons[filter.prefix].replaceAll(/\{(from|to)\}/g, (_, bound: 'from' | 'to') => {
      condition.values.push(filter[bound])
      return `$${condition.values.length}::timestamptz`
    })
    condition.clauses.push(clause.replaceAll('{start}', span.start).replaceAll('{end}', span.end))
  }
}

const anyOf: [keyof DocumentFilter, string][] = [
  ['status', 'status = any(%::text[])'],
  ['typeCodes', 'type_code = any(%::text[])'],
  ['classCodes', 'class_code = any(%::text[])'],
  ['formatCodes', 'format_code = any(%::text[])'],
  ['facilityTypes', 'facility_type = any(%::text[])'],
  ['practiceSettings', 'practice_setting = any(%::text[])'],
  ['ids', 'id = any(%::uuid[])'],
  ['writtenBy', 'author_ids && %::text[]'],
  ['depositedAfter', 'deposited_at > %::timestamptz'],
  [
    'binnedAfter',
    `not away and binned_until > %::timestamptz and not exists (select from vault.document newer where newer.space_id = document.space_id
      and newer.binned_until is not null and not newer.away and document.id = any(newer.relates_to))`,
  ],
  ['archived', 'archived = %::boolean'],
  ['hidden', 'hidden = %::boolean'],
  ['withheld', 'withheld = %::boolean'],
  ['hiddenFromRepresentatives', 'hidden_from_representatives = %::boolean'],
]

const addIdentified = (condition: Condition, identified: DocumentFilter['identified']): void => {
  if (!identified) return
  condition.values.push(identified.hashes)
  const hashes = `$${condition.values.length}::bytea[]`
  add(condition, identified.uuids, (uuids) =>
    [
      `(unique_id_hash = any(${hashes})`,
      `entry_uuid = any(${uuids}::uuid[])`,
      `logical_uuid = any(${uuids}::uuid[]))`,
    ].join(' or '),
  )
}

const addObjects = (condition: Condition, objectIds: DocumentFilter['objectIds']): void => {
  if (objectIds) add(condition, objectIds, (ids) => `(id = any(${ids}::uuid[]) or blob_id = any(${ids}::uuid[]))`)
}

const addPrefilter = (condition: Condition, { prefilter, binnedAfter }: DocumentFilter): void => {
  // What its author withdrew is shown to nobody else: pages that held such rows would come short.
  const allowed = [
    binnedAfter === undefined ? "status <> 'entered-in-error'" : 'own',
    ...(prefilter.seesHidden ? [] : ['not hidden']),
    ...(prefilter.seesQuarantined ? [] : ['not quarantined']),
    ...(prefilter.seesSecret ? [] : ['not hidden_from_representatives']),
  ]
  if (prefilter.typeCodes) {
    condition.values.push(prefilter.typeCodes)
    allowed.push(`type_code = any($${condition.values.length}::text[])`)
  }
  if (prefilter.scope) {
    condition.values.push(prefilter.scope.typeCodes, prefilter.scope.documentIds)
    const at = condition.values.length
    allowed.push(`(type_code = any($${at - 1}::text[]) or id = any($${at}::uuid[]))`)
  }
  add(condition, prefilter.partyIds, (parties) => `(author_ids && ${parties}::text[] or (${allowed.join(' and ')}))`)
  if (prefilter.withheldSince) {
    add(condition, prefilter.withheldSince, (since) => `not (withheld and deposited_at > ${since}::timestamptz)`)
  }
}

/** The `where` of a list in one space, as a condition with numbered values. */
export const documentCondition = (spaceId: string, filter: DocumentFilter): Condition => {
  const condition: Condition = { clauses: [], values: [] }
  add(condition, spaceId, (space) => `space_id = ${space}`)
  addPrefilter(condition, filter)
  for (const [key, clause] of anyOf) {
    const value = filter[key]
    if (value !== undefined) add(condition, value, (placeholder) => clause.replaceAll('%', placeholder))
  }
  for (const parties of filter.writtenByEach ?? [])
    add(condition, parties, (placeholder) => `author_ids && ${placeholder}::text[]`)
  addIdentified(condition, filter.identified)
  addObjects(condition, filter.objectIds)
  addInstants(condition, { start: 'created_at', end: 'created_at' }, filter.created)
  addInstants(condition, { start: 'dated_at', end: 'dated_at' }, filter.dated)
  addInstants(condition, { start: 'period_start', end: 'coalesce(period_end, period_start)' }, filter.period)
  return condition
}

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

/** Start and end columns of a row, and placeholders of the interval they are compared with. */
interface Compared {
  start: string
  end: string
  from: string
  to: string
}

/** The eight prefixes of FHIR over a start and an end column (the same one twice for an instant). */
const comparisons: Record<VaultInstantFilter['prefix'], (compared: Compared) => string> = {
  eq: ({ start, end, from, to }) => `(${start} >= ${from} and ${end} < ${to})`,
  ne: ({ start, end, from, to }) => `not (${start} >= ${from} and ${end} < ${to})`,
  lt: ({ start, from }) => `${start} < ${from}`,
  le: ({ start, to }) => `${start} < ${to}`,
  gt: ({ end, to }) => `${end} >= ${to}`,
  ge: ({ end, from }) => `${end} >= ${from}`,
  sa: ({ start, to }) => `${start} >= ${to}`,
  eb: ({ end, from }) => `${end} < ${from}`,
}

const addInstants = (condition: Condition, columns: [string, string], filters: VaultInstantFilter[] = []): void => {
  for (const { prefix, from, to } of filters) {
    condition.values.push(from, to)
    const at = condition.values.length
    const bounds = { from: `$${at - 1}::timestamptz`, to: `$${at}::timestamptz` }
    condition.clauses.push(comparisons[prefix]({ start: columns[0], end: columns[1], ...bounds }))
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

const addPrefilter = (condition: Condition, prefilter: Prefilter): void => {
  const allowed = prefilter.seesHidden ? ['true'] : ['not hidden']
  if (prefilter.typeCodes) {
    condition.values.push(prefilter.typeCodes)
    allowed.push(`type_code = any($${condition.values.length}::text[])`)
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
  addPrefilter(condition, filter.prefilter)
  for (const [key, clause] of anyOf) {
    const value = filter[key]
    if (value !== undefined) add(condition, value, (placeholder) => clause.replaceAll('%', placeholder))
  }
  addIdentified(condition, filter.identified)
  addInstants(condition, ['created_at', 'created_at'], filter.created)
  addInstants(condition, ['dated_at', 'dated_at'], filter.dated)
  addInstants(condition, ['period_start', 'coalesce(period_end, period_start)'], filter.period)
  return condition
}

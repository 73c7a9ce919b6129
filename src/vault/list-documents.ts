import { createHash } from 'node:crypto'
import type { DocumentFacts } from '../access/types.ts'
import type { DocumentStatus } from '../reference/document-entry.ts'
import { documentColumns, toVaultDocument, type DocumentRow, type VaultDocument } from './document-row.ts'
import { documentCondition, type DocumentFilter } from './document-filter.ts'
import { readerOf } from './talk-first.ts'
import type { VaultAccess } from './vault-access.ts'

/** Order and size of a page; `after` is the sort key of the last document of the page before. */
export interface PageRequest {
  sort: 'created_at' | 'dated_at'
  descending: boolean
  limit: number
  after?: string
}

/** Documents that share all facts a decision needs, with their number: enough to count exactly what a visitor may see. */
export interface CountedFacts {
  facts: DocumentFacts
  count: number
}

interface CountRow {
  type_code: string
  status: DocumentStatus
  archived: boolean
  hidden: boolean
  withheld: boolean
  hidden_from_representatives: boolean
  quarantined: boolean
  named: string | null
  deposited_at: string | null
  count: string
}

const names = new Map<string, string>()

/** One prepared statement per shape of query: a short name made of the text itself. */
const nameOf = (text: string): string => {
  const known = names.get(text)
  if (known) return known
  const name = `documents-${createHash('sha256').update(text).digest('hex').slice(0, 16)}`
  names.set(text, name)
  return name
}

/** One page of documents in the space visited, in order, each to be judged before it is opened. */
export const listDocuments = async (
  vault: VaultAccess,
  filter: DocumentFilter,
  page: PageRequest,
): Promise<VaultDocument[]> => {
  const { clauses, values } = documentCondition(vault.grant.spaceId, filter)
  const direction = page.descending ? 'desc' : 'asc'
  if (page.after !== undefined) {
    const slash = page.after.indexOf('/')
    values.push(page.after.slice(0, slash), page.after.slice(slash + 1))
    const at = values.length
    const cursor = `($${at - 1}::timestamptz, $${at}::uuid)`
    clauses.push(`(${page.sort}, id) ${page.descending ? '<' : '>'} ${cursor}`)
  }
  values.push(page.limit)
  const text = `select ${documentColumns(page.sort)} from vault.document where ${clauses.join(' and ')}
    order by ${page.sort} ${direction}, id ${direction} limit $${values.length}`
  const [rows, show] = await Promise.all([
    vault.connection.query<DocumentRow>({ name: nameOf(text), text, values }),
    readerOf(vault),
  ])
  return rows.map((row) => toVaultDocument(vault, row, show))
}

/** Documents that share, beside those facts, who wrote them, their year (UTC) and whether they came after an instant; one stands for all. */
export interface GroupedFacts extends CountedFacts {
  year: string
  isNew: boolean
  sampleId: string
}

interface GroupRow extends CountRow {
  author_ids: string[]
  year: string
  is_new: boolean
  sample: string
}

const factColumns = 'type_code, status, archived, hidden, withheld, hidden_from_representatives, quarantined'

const factsOf = (row: CountRow, authorIds: string[]): DocumentFacts => ({
  id: row.named ?? '',
  typeCode: row.type_code,
  status: row.status,
  archived: row.archived,
  visibility: {
    hidden: row.hidden,
    withheld: row.withheld,
    hiddenFromRepresentatives: row.hidden_from_representatives,
  },
  quarantined: row.quarantined,
  authorIds,
  depositedAt: row.deposited_at ?? '',
})

/**
 * How many documents match, grouped by the facts a decision depends on. Withheld ones are counted one deposit at a time,
 * those that a permission names one by one. After `most` rows it stops counting: which rows those were is left to chance.
 */
export const countDocuments = async (
  vault: VaultAccess,
  filter: DocumentFilter,
  most?: number,
): Promise<CountedFacts[]> => {
  const { clauses, values } = documentCondition(vault.grant.spaceId, filter)
  const { partyIds, scope } = filter.prefilter
  values.push(partyIds, scope?.documentIds ?? [], most ?? null)
  const text = `select ${factColumns}, author_ids && $${values.length - 2}::text[] as mine,
      case when id = any($${values.length - 1}::uuid[]) then id end as named,
      max(case when withheld then deposited_at end) as deposited_at, count(*) as count
    from (select * from vault.document where ${clauses.join(' and ')} limit $${values.length}) as counted
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, case when withheld then deposited_at end`
  const rows = await vault.connection.query<CountRow & { mine: boolean }>({ name: nameOf(text), text, values })
  return rows.map((row) => ({ count: Number(row.count), facts: factsOf(row, row.mine ? partyIds : []) }))
}

/** After which instant a document is new, and how many documents are grouped at most: the newest. */
export interface GroupRequest {
  since: string | undefined
  most: number
}

/** The same, grouped more finely: what the facets of a list are counted from. */
export const groupDocuments = async (
  vault: VaultAccess,
  filter: DocumentFilter,
  { since, most }: GroupRequest,
): Promise<GroupedFacts[]> => {
  const { clauses, values } = documentCondition(vault.grant.spaceId, filter)
  values.push(filter.prefilter.scope?.documentIds ?? [], since ?? null, most)
  const at = values.length
  const text = `select ${factColumns}, author_ids, extract(year from created_at at time zone 'UTC')::text as year,
      coalesce(deposited_at > $${at - 1}::timestamptz, false) as is_new, case when id = any($${at - 2}::uuid[]) then id end as named,
      max(case when withheld then deposited_at end) as deposited_at, min(id::text) as sample, count(*) as count
    from (select * from vault.document where ${clauses.join(' and ')} order by created_at desc, id limit $${at}) as counted
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, case when withheld then deposited_at end`
  const rows = await vault.connection.query<GroupRow>({ name: nameOf(text), text, values })
  return rows.map((row) => ({
    count: Number(row.count),
    facts: factsOf(row, row.author_ids),
    year: row.year,
    isNew: row.is_new,
    sampleId: row.sample,
  }))
}

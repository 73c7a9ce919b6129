import type { DocumentFacts } from '../access/types.ts'
import type { DocumentEntry, DocumentStatus } from '../reference/document-entry.ts'
import { hasMember, readOwnJson } from '../platform/own-json.ts'
import type { ShowEntry } from './talk-first.ts'
import type { VaultAccess } from './vault-access.ts'

/** A row of vault.document as read: the state in clear, the rest sealed. */
export interface DocumentRow {
  id: string
  entry_uuid: string
  logical_uuid: string
  version: number
  submission_id: string
  blob_id: string
  status: DocumentStatus
  archived: boolean
  hidden: boolean
  withheld: boolean
  hidden_from_representatives: boolean
  quarantined: boolean
  own: boolean
  binned_until: string | null
  type_code: string
  author_ids: string[]
  deposited_at: string
  sort_key: string
  details: Buffer
  /** of the documents that this one names and that are in its space; null where it came before that was kept */
  related: RelatedRow[] | null
}

/** The facts of a document that another one names. */
type RelatedRow = Pick<
  DocumentRow,
  | 'id'
  | 'status'
  | 'archived'
  | 'hidden'
  | 'withheld'
  | 'hidden_from_representatives'
  | 'quarantined'
  | 'own'
  | 'binned_until'
  | 'type_code'
  | 'author_ids'
  | 'deposited_at'
>

/** The sealed part: what nobody changes after the deposit, but people of what they added themselves. Instants as their author wrote them. */
export type DocumentDetails = Omit<
  DocumentEntry,
  | 'id'
  | 'spaceId'
  | 'version'
  | 'entryUuid'
  | 'logicalUuid'
  | 'submissionId'
  | 'blobId'
  | 'status'
  | 'archived'
  | 'visibility'
  | 'quarantined'
  | 'depositedAt'
  | 'awaitsTalk'
>

/** A document found in the vault: its facts at once, its content only when somebody may see it. */
export interface VaultDocument {
  facts: DocumentFacts
  /** where it stands in the list's order: the cursor of the page after it */
  sortKey: string
  open(): DocumentEntry
}

const details = { table: 'document', column: 'details', version: 1 } as const

/** Seals the unchanging part of a document under the space's field key, bound to its row. */
export const sealDetails = (vault: VaultAccess, id: string, sealed: DocumentDetails): Buffer =>
  vault.keys.sealField({ ...details, rowId: id }, Buffer.from(JSON.stringify(sealed)))

const isDetails = (value: unknown): value is DocumentDetails => hasMember(value, 'uniqueId')

const openDetails = (vault: VaultAccess, row: DocumentRow): DocumentDetails =>
  readOwnJson(vault.keys.openField({ ...details, rowId: row.id }, row.details), isDetails)

const visibilityOf = (row: RelatedRow): DocumentEntry['visibility'] => ({
  hidden: row.hidden,
  withheld: row.withheld,
  hiddenFromRepresentatives: row.hidden_from_representatives,
})

const factsOf = (row: RelatedRow): DocumentFacts => ({
  id: row.id,
  typeCode: row.type_code,
  status: row.status,
  archived: row.archived,
  visibility: visibilityOf(row),
  quarantined: row.quarantined,
  authorIds: row.author_ids,
  depositedAt: row.deposited_at,
  ...(row.own ? { own: true } : {}),
  ...(row.binned_until === null ? {} : { binnedUntil: row.binned_until }),
})

/** A relation to what this visitor may not read would tell that it is there (security.md A13, A20): it is as if it had never been made. */
const shownRelations = (
  { relations: shown }: VaultAccess,
  relations: DocumentDetails['relatesTo'],
  { related }: DocumentRow,
): DocumentDetails['relatesTo'] => {
  if (shown === 'all') return relations
  if (related === null) return shown.ofOlderRows ? relations : []
  const ids = new Set(
    related
      .map(factsOf)
      .filter(shown.isShown)
      .map(({ id }) => id),
  )
  return relations.filter(({ targetId }) => ids.has(targetId))
}

const openRelations = (vault: VaultAccess, row: DocumentRow, opened: DocumentDetails): DocumentDetails =>
  opened.relatesTo.length === 0 ? opened : { ...opened, relatesTo: shownRelations(vault, opened.relatesTo, row) }

const openRow = (vault: VaultAccess, row: DocumentRow): DocumentEntry => ({
  ...openRelations(vault, row, openDetails(vault, row)),
  id: row.id,
  spaceId: vault.grant.spaceId,
  version: row.version,
  entryUuid: row.entry_uuid,
  logicalUuid: row.logical_uuid,
  submissionId: row.submission_id,
  blobId: row.blob_id,
  status: row.status,
  archived: row.archived,
  visibility: visibilityOf(row),
  ...(row.quarantined ? { quarantined: true } : {}),
  depositedAt: row.deposited_at,
})

/** A row as the door judges it and a use-case opens it, shown as its reader wants to see it. */
export const toVaultDocument = (
  vault: VaultAccess,
  row: DocumentRow,
  show: ShowEntry = (entry) => entry,
): VaultDocument => ({
  facts: factsOf(row),
  sortKey: row.sort_key,
  open: () => show(openRow(vault, row)),
})

/** The columns of a DocumentRow, `sort` being the column the list is ordered by. */
export const documentColumns = (
  sort: 'created_at' | 'dated_at',
): string => `id, entry_uuid, logical_uuid, version, submission_id,
  blob_id, status, archived, hidden, withheld, hidden_from_representatives, quarantined, own, case when not away then binned_until end as binned_until, type_code, author_ids, deposited_at, details,
  ${sort} || '/' || id as sort_key, case when relates_to = '{}' then '[]'::json when relates_to is not null then coalesce((select json_agg(o)
    from (select id, status, archived, hidden, withheld, hidden_from_representatives, quarantined, own, null as binned_until, type_code, author_ids,
      to_char(deposited_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as deposited_at from vault.document named where named.space_id = document.space_id and named.id = any(document.relates_to)) o), '[]') end as related`

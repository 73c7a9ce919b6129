import { randomId } from '../platform/ids.ts'
import type { DocumentEntry, DocumentStatus } from '../reference/document-entry.ts'
import { documentColumns, sealDetails, toVaultDocument, type DocumentRow, type VaultDocument } from './document-row.ts'
import { readerOf } from './talk-first.ts'
import type { VaultAccess } from './vault-access.ts'

/** A document about to be stored: the entry, and the keyed hashes of its unique id, in this space and over all spaces. */
export interface NewDocument {
  entry: Omit<DocumentEntry, 'depositedAt' | 'version' | 'spaceId' | 'logicalUuid'>
  uniqueIdHash: Buffer
  globalIdHash: Buffer
  authorIds: string[]
  /** added by the holder, or by who represents them */
  own?: boolean
}

/** Parts of a document's state that may change after deposit; what is absent stays. */
export interface DocumentState {
  status?: DocumentStatus
  archived?: boolean
  hidden?: boolean
  withheld?: boolean
  hiddenFromRepresentatives?: boolean
  quarantined?: boolean
}

const insertText = `insert into vault.document (space_id, id, entry_uuid, logical_uuid, unique_id_hash, submission_id, blob_id,
    status, archived, hidden, withheld, hidden_from_representatives, type_code, class_code, format_code, facility_type,
    practice_setting, language, content_type, size, author_ids, created_at, dated_at, period_start, period_end, details, quarantined,
    relates_to, own)
  values ($1, $2, $3, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28)`

/** The first instant of what may be written as a year or a month only: the columns are for order and search. */
const instantOf = (written: string): string => {
  if (/^\d{4}$/.test(written)) return `${written}-01-01`
  return /^\d{4}-\d{2}$/.test(written) ? `${written}-01` : written
}

const detailsOf = (entry: NewDocument['entry']) => {
  const { id, entryUuid, submissionId, blobId, status, archived, visibility, quarantined, ...details } = entry
  return details
}

/** Stores a document's row, and where its ids can be found. The bytes are in the blob store already. */
export const insertDocument = async (vault: VaultAccess, document: NewDocument): Promise<void> => {
  const { entry } = document
  const { spaceId } = vault.grant
  const values = [
    spaceId,
    entry.id,
    entry.entryUuid,
    document.uniqueIdHash,
    entry.submissionId,
    entry.blobId,
    entry.status,
    entry.archived,
    entry.visibility.hidden,
    entry.visibility.withheld,
    entry.visibility.hiddenFromRepresentatives,
    entry.type.code,
    entry.documentClass.code,
    entry.format.code,
    entry.facilityType?.code ?? null,
    entry.practiceSetting?.code ?? null,
    entry.language ?? null,
    entry.contentType,
    entry.size,
    document.authorIds,
    instantOf(entry.createdAt),
    instantOf(entry.datedAt),
    entry.periodStart ? instantOf(entry.periodStart) : null,
    entry.periodEnd ? instantOf(entry.periodEnd) : null,
    sealDetails(vault, entry.id, detailsOf(entry)),
    entry.quarantined ?? false,
    entry.relatesTo.map(({ targetId }) => targetId),
    document.own ?? false,
  ]
  await Promise.all([
    vault.connection.query({ name: 'document-insert', text: insertText, values }),
    vault.connection.query({
      name: 'document-locate',
      text: `with located as (insert into directory.locator (id, space_id) values ($2, $1), ($4, $1) on conflict do nothing)
        insert into directory.unique_id_locator (unique_id_hash, space_id, document_id) values ($3, $1, $2)
        on conflict (unique_id_hash, space_id) do update set document_id = excluded.document_id`,
      values: [spaceId, entry.id, document.globalIdHash, entry.blobId],
    }),
  ])
}

/** The document with this id, or whose bytes have this binary id, in the space visited. */
export const findDocument = async (vault: VaultAccess, id: string): Promise<VaultDocument | undefined> => {
  const text = `select ${documentColumns('created_at')} from vault.document where space_id = $1 and (id = $2 or blob_id = $2)`
  const [[row], show] = await Promise.all([
    vault.connection.query<DocumentRow>({ name: 'document-find', text, values: [vault.grant.spaceId, id] }),
    readerOf(vault),
  ])
  return row && toVaultDocument(vault, row, show)
}

/** The document with this producer's unique id (its keyed hash) in the space visited. */
export const findByUniqueId = async (vault: VaultAccess, hash: Buffer): Promise<VaultDocument | undefined> => {
  const text = `select ${documentColumns('created_at')} from vault.document where space_id = $1 and unique_id_hash = $2`
  const [row] = await vault.connection.query<DocumentRow>({
    name: 'document-find-unique',
    text,
    values: [vault.grant.spaceId, hash],
  })
  return row && toVaultDocument(vault, row)
}

/** What somebody may change of what they say of a document of their own. */
export type DocumentSaying = Pick<DocumentEntry, 'title' | 'type' | 'documentClass' | 'createdAt' | 'datedAt'>

/**
 * Says something else of a document: a new metadata version of the same document, sealed anew (Spec: PDSm, XDS metadata update). What is not
 * said stays as it was sealed, with relations that whoever says it does not see.
 */
export const sayOtherwise = async (vault: VaultAccess, id: string, saying: DocumentSaying): Promise<void> => {
  const found = await findDocument({ ...vault, relations: 'all' }, id)
  if (found === undefined) return
  const { depositedAt, version, spaceId, logicalUuid, ...kept } = { ...found.open(), ...saying }
  const text = `update vault.document set version = version + 1, entry_uuid = $3, type_code = $4, class_code = $5, created_at = $6,
      dated_at = $7, details = $8 where space_id = $1 and id = $2`
  const values = [
    spaceId,
    id,
    randomId(),
    saying.type.code,
    saying.documentClass.code,
    instantOf(saying.createdAt),
    instantOf(saying.datedAt),
    sealDetails(vault, id, detailsOf(kept)),
  ]
  await vault.connection.query({ name: 'document-say', text, values })
}

/** Changes a document's state: a new metadata version with an entryUUID of its own (Spec: XDS metadata update). */
export const updateState = async (
  vault: VaultAccess,
  id: string,
  state: DocumentState,
): Promise<VaultDocument | undefined> => {
  const text = `update vault.document set version = version + 1, entry_uuid = $3, status = coalesce($4, status),
      archived = coalesce($5, archived), hidden = coalesce($6, hidden), withheld = coalesce($7, withheld),
      hidden_from_representatives = coalesce($8, hidden_from_representatives), quarantined = coalesce($9, quarantined)
    where space_id = $1 and id = $2 returning ${documentColumns('created_at')}`
  const values = [
    vault.grant.spaceId,
    id,
    randomId(),
    state.status ?? null,
    state.archived ?? null,
    state.hidden ?? null,
    state.withheld ?? null,
    state.hiddenFromRepresentatives ?? null,
    state.quarantined ?? null,
  ]
  const [row] = await vault.connection.query<DocumentRow>({ name: 'document-update', text, values })
  return row && toVaultDocument(vault, row)
}

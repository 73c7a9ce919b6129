import type { DocumentEntry, DocumentStatus } from '../reference/document-entry.ts'
import { scanColumn, type Blob } from './blobs.ts'
import type { LaboratoryResult } from '../reference/result-entry.ts'
import type { Statement } from '../reference/statement-entry.ts'
import { documentColumns, toVaultDocument, type DocumentRow } from './document-row.ts'
import { openText } from './content-texts.ts'
import { openResults, openStatements } from './results.ts'
import { openSubmission, type NewSubmission } from './submissions.ts'
import type { VaultAccess } from './vault-access.ts'

/**
 * The submission a document came with, as it moves along: `submittedAt` is when it reached the first space. Its answer names the
 * documents that move, and no other.
 */
export interface MovedSubmission extends Omit<NewSubmission, 'uniqueIdHash'> {
  storedAt: string
  /** no document of it stays behind: its public id goes along */
  whole: boolean
}

/** A document on its way from one space to another. */
export interface MovedDocument {
  entry: DocumentEntry
  authorIds: string[]
  own: OwnState
  blob: Blob
  blobDepositorId: string
  /** what was read from its bytes */
  results: readonly LaboratoryResult[]
  statements: readonly Statement[]
  /** the text of them; absent where it is still to be read */
  text?: string
  submission?: MovedSubmission
}

/** Whether its holder added a document, and how it lies in their bin. */
export interface OwnState {
  own: boolean
  binnedUntil: string | null
  binnedFrom: DocumentStatus | null
}

/** The part of a document's row that may have changed since its deposit. */
export interface MovableState {
  status: DocumentStatus
  archived: boolean
  hidden: boolean
  withheld: boolean
  hiddenFromRepresentatives: boolean
  quarantined: boolean
  binnedUntil: string | null
  binnedFrom: DocumentStatus | null
}

interface MovedRow extends DocumentRow {
  binned_from: DocumentStatus | null
  object_name: string
  wrapped_key: Buffer
  content_type: string
  size: string
  sha1: Buffer
  sha256: Buffer
  scan: Blob['scan']
  depositor_id: string
  message_hash: Buffer | null
  submitter_id: string | null
  submitted_at: string | null
  submission_details: Buffer | null
  submission_whole: boolean
  result_details: Buffer | null
  text_details: Buffer | null
}

const listText = `select d.*, b.object_name, b.wrapped_key, b.content_type, b.size, b.sha1, b.sha256, b.depositor_id, ${scanColumn('b')},
    r.details as result_details, t.details as text_details, s.message_hash, s.depositor_id as submitter_id, s.submitted_at, s.details as submission_details,
    $3::uuid[] is null or not exists (select from vault.document o where o.space_id = d.space_id
      and o.submission_id = d.submission_id and not o.away and not o.id = any($3)) as submission_whole
  from (select space_id, binned_from, ${documentColumns('created_at')} from vault.document
    where space_id = $1 and not away and ($2::uuid is null or id > $2) and ($3::uuid[] is null or id = any($3))
      and ($4::timestamptz is null or deposited_at > $4)
    order by id limit $5) d
  join vault.blob b on b.space_id = d.space_id and b.id = d.blob_id
  left join vault.result r on r.space_id = d.space_id and r.blob_id = d.blob_id
  left join vault.content_text t on t.space_id = d.space_id and t.blob_id = d.blob_id
  left join vault.submission s on s.space_id = d.space_id and s.id = d.submission_id order by d.id`

const submissionOf = (
  vault: VaultAccess,
  row: MovedRow,
  only: readonly string[] | undefined,
): MovedSubmission | undefined => {
  const { submission_id: id, message_hash: messageHash, submission_details: details } = row
  if (messageHash === null || details === null) return undefined
  const stored = openSubmission(vault, { id, details })
  const { documents } = stored.answer
  const answer = { ...stored.answer, documents: documents.filter(({ id: one }) => only?.includes(one) ?? true) }
  const { submitter_id: depositorId, submitted_at: storedAt, submission_whole: whole } = row
  return { ...stored, answer, messageHash, depositorId: depositorId ?? '', storedAt: storedAt ?? '', whole }
}

const movedOf = (vault: VaultAccess, row: MovedRow, only: readonly string[] | undefined): MovedDocument => {
  const submission = submissionOf(vault, row, only)
  return {
    entry: toVaultDocument({ ...vault, relations: 'all' }, row).open(),
    authorIds: row.author_ids,
    own: { own: row.own, binnedUntil: row.binned_until, binnedFrom: row.binned_from },
    blob: {
      id: row.blob_id,
      objectName: row.object_name,
      wrappedKey: row.wrapped_key,
      contentType: row.content_type,
      size: Number(row.size),
      sha1: row.sha1,
      sha256: row.sha256,
      scan: row.scan,
    },
    blobDepositorId: row.depositor_id,
    results: row.result_details === null ? [] : openResults(vault, row.blob_id, row.result_details),
    statements: row.result_details === null ? [] : openStatements(vault, row.blob_id, row.result_details),
    ...(row.text_details === null ? {} : { text: openText(vault, { ...row, details: row.text_details }) }),
    ...(submission ? { submission } : {}),
  }
}

/** What of a space's documents to list: behind an id, of these ids only, deposited after an instant; in the order of ids. */
export interface MovedFilter {
  after?: string
  ids?: readonly string[]
  depositedAfter?: string
  limit: number
}

/** Documents of the space visited with all that is needed to hand them over. Those that are away already are left out. */
export const listMovable = async (vault: VaultAccess, filter: MovedFilter): Promise<MovedDocument[]> => {
  const { after = null, ids = null, depositedAfter = null, limit } = filter
  const values = [vault.grant.spaceId, after, ids, depositedAfter, limit]
  const rows = await vault.connection.query<MovedRow>({ name: 'transfer-list', text: listText, values })
  return rows.map((row) => movedOf(vault, row, filter.ids))
}

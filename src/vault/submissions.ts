import type { Audience } from '../access/types.ts'
import { hasMember, readOwnJson } from '../platform/own-json.ts'
import type { SubmissionAnswer, SubmissionMetadata } from '../reference/document-entry.ts'
import type { VaultAccess } from './vault-access.ts'

/** A submission as stored: what was said of the set, and the answer its message got. */
export interface StoredSubmission {
  id: string
  metadata: SubmissionMetadata
  answer: SubmissionAnswer
}

/** A submission about to be stored. `answer` is kept sealed, to be given again when the same bytes come back. */
export interface NewSubmission extends StoredSubmission {
  uniqueIdHash: Buffer
  messageHash: Buffer
  depositorId: string
  /** whose eyes what is said of the set as a whole is for; everybody's unless told */
  audience?: Audience
}

/** A submission's row as read. */
export interface SubmissionRow {
  id: string
  details: Buffer
}

const context = (id: string) => ({ table: 'submission', rowId: id, column: 'details', version: 1 })

const isStored = (value: unknown): value is StoredSubmission => hasMember(value, 'answer')

/** Opens what a submission's row keeps sealed. */
export const openSubmission = (vault: VaultAccess, row: SubmissionRow): StoredSubmission =>
  readOwnJson(vault.keys.openField(context(row.id), row.details), isStored)

/** Seals a submission under the field key of the space visited. */
export const sealSubmission = (vault: VaultAccess, { id, metadata, answer }: StoredSubmission): Buffer =>
  vault.keys.sealField(context(id), Buffer.from(JSON.stringify({ id, metadata, answer })))

/** Stores a submission set beside its documents. */
export const insertSubmission = async (vault: VaultAccess, submission: NewSubmission): Promise<void> => {
  const { id } = submission
  const details = sealSubmission(vault, submission)
  await vault.connection.query({
    name: 'submission-insert',
    text: `with located as (insert into directory.locator (id, space_id, hidden_from_representatives, withheld_since)
        values ($2, $1, $7::text = 'hidden-from-representatives', case when $7 = 'withheld-from-holder' then now() end))
      insert into vault.submission (space_id, id, unique_id_hash, message_hash, depositor_id, details)
      values ($1, $2, $3, $4, $5, $6)`,
    values: [
      vault.grant.spaceId,
      id,
      submission.uniqueIdHash,
      submission.messageHash,
      submission.depositorId,
      details,
      submission.audience ?? 'main',
    ],
  })
}

/** What this space already knows of a message: the submission made of the same bytes, and unique ids already taken. */
export interface KnownMessage {
  same?: StoredSubmission
  takenHashes: Buffer[]
}

/** Looks for the same message, and for any of these unique ids among the space's documents and submissions. */
export const findMessage = async (
  vault: VaultAccess,
  messageHash: Buffer,
  uniqueIdHashes: Buffer[],
): Promise<KnownMessage> => {
  const { spaceId } = vault.grant
  const [same, taken] = await Promise.all([
    vault.connection.query<SubmissionRow>({
      name: 'submission-same',
      text: 'select id, details from vault.submission where space_id = $1 and message_hash = $2',
      values: [spaceId, messageHash],
    }),
    vault.connection.query<{ hash: Buffer }>({
      name: 'unique-ids-taken',
      text: `select unique_id_hash as hash from vault.document where space_id = $1 and unique_id_hash = any($2::bytea[])
        union all
        select unique_id_hash from vault.submission where space_id = $1 and unique_id_hash = any($2::bytea[])`,
      values: [spaceId, uniqueIdHashes],
    }),
  ])
  const [row] = same
  return { ...(row ? { same: openSubmission(vault, row) } : {}), takenHashes: taken.map(({ hash }) => hash) }
}

/** The newest submission sets of the space visited, newest first, each with its place in that order; their documents still have to be judged. */
export const listSubmissions = async (
  vault: VaultAccess,
  limit: number,
): Promise<(StoredSubmission & { sortKey: string })[]> => {
  const rows = await vault.connection.query<SubmissionRow & { at: string }>({
    name: 'submission-list',
    text: `select id, details, (submitted_at at time zone 'UTC')::text || '+00' as at
      from vault.submission where space_id = $1 order by submitted_at desc, id desc limit $2`,
    values: [vault.grant.spaceId, limit],
  })
  return rows.map((row) => ({ ...openSubmission(vault, row), sortKey: `${row.at}/${row.id}` }))
}

/** A submission set by id, with the ids of its documents; each still has to be judged. */
export const findSubmission = async (vault: VaultAccess, id: string): Promise<StoredSubmission | undefined> => {
  const [row] = await vault.connection.query<SubmissionRow>({
    name: 'submission-find',
    text: 'select id, details from vault.submission where space_id = $1 and id = $2',
    values: [vault.grant.spaceId, id],
  })
  return row && openSubmission(vault, row)
}

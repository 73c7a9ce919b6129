import { hasMember, readOwnJson } from '../platform/own-json.ts'
import type { VaultAccess } from './vault-access.ts'

interface TextRow {
  blob_id: string
  details: Buffer
}

interface Stored {
  text: string
}

const context = (blobId: string) => ({ table: 'content_text', rowId: blobId, column: 'details', version: 1 }) as const

const isStored = (value: unknown): value is Stored => hasMember(value, 'text')

/** Opens the text of a document's content. */
export const openText = (vault: VaultAccess, { blob_id: blobId, details }: TextRow): string =>
  readOwnJson(vault.keys.openField(context(blobId), details), isStored).text

/**
 * Keeps the text of a document's content, beside its bytes; the same again changes nothing. What was read from uploads that nobody named
 * in time goes.
 */
export const insertText = async (vault: VaultAccess, blobId: string, text: string): Promise<void> => {
  const details = vault.keys.sealField(context(blobId), Buffer.from(JSON.stringify({ text })))
  await vault.connection.query({
    name: 'content-text-insert',
    text: `with unclaimed as (delete from vault.content_text t using vault.blob b where t.space_id = $1 and b.space_id = $1
        and b.id = t.blob_id and b.staged and b.stored_at < now() - interval '25 hours')
      insert into vault.content_text (space_id, blob_id, details) values ($1, $2, $3) on conflict do nothing`,
    values: [vault.grant.spaceId, blobId, details],
  })
}

/** The texts of several documents, by their binary ids; one that was not read yet is left out. */
export const findTexts = async (vault: VaultAccess, blobIds: readonly string[]): Promise<Map<string, string>> => {
  const rows = await vault.connection.query<TextRow>({
    name: 'content-text-find',
    text: 'select blob_id, details from vault.content_text where space_id = $1 and blob_id = any($2::uuid[])',
    values: [vault.grant.spaceId, blobIds],
  })
  return new Map(rows.map((row) => [row.blob_id, openText(vault, row)]))
}

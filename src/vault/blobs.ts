import type { ContentRead } from '../reference/content-read.ts'
import { insertText } from './content-texts.ts'
import { insertResults } from './results.ts'
import type { VaultAccess } from './vault-access.ts'

/** What a virus scanner said of an object; `unscanned` where none was asked. */
export type Scan = 'unscanned' | 'waiting' | 'clean' | 'infected'

/** Where a document's bytes lie and how to open them. Sums are of the plain bytes. */
export interface Blob {
  id: string
  objectName: string
  wrappedKey: Buffer
  contentType: string
  size: number
  sha1: Buffer
  sha256: Buffer
  /** what a virus scanner said of it */
  scan: Scan
}

/** The same as the table has it. */
export interface BlobRow {
  id: string
  object_name: string
  wrapped_key: Buffer
  content_type: string
  size: string
  sha1: Buffer
  sha256: Buffer
  scan: Scan
}

/** Reads a row. */
export const toBlob = (row: BlobRow): Blob => ({
  id: row.id,
  objectName: row.object_name,
  wrappedKey: row.wrapped_key,
  contentType: row.content_type,
  size: Number(row.size),
  sha1: row.sha1,
  sha256: row.sha256,
  scan: row.scan,
})

/** How long an upload waits for the submission that names it; the sweep comes an hour later. Rules: data/parameters.json. */
export const claimableHours = 24

const columns = 'id, object_name, wrapped_key, content_type, size, sha1, sha256'

/** The scan of the object of the row that is called `blob`. An object that is not noted is closed. */
export const scanColumn = (blob: string): string =>
  `coalesce((select o.scan from platform.blob_object o where o.name = ${blob}.object_name), 'waiting') as scan`

/** Who brought an object, and what was read from it. `staged` ones wait for the submission that will name them. */
export interface BlobOrigin extends ContentRead {
  depositorId: string
  staged: boolean
}

/** Keeps what was read from an object; what stands already stays as it is. */
export const insertRead = async (
  vault: VaultAccess,
  blobId: string,
  { results = [], statements = [], text }: ContentRead,
): Promise<void> => {
  await Promise.all([
    results.length + statements.length === 0 ? undefined : insertResults(vault, blobId, { results, statements }),
    text === undefined ? undefined : insertText(vault, blobId, text),
  ])
}

/** Records an encrypted object that is already in the store, with the laboratory results and the text in it. */
export const insertBlob = async (vault: VaultAccess, blob: Blob, origin: BlobOrigin): Promise<void> => {
  const inserted = vault.connection.query({
    name: 'blob-insert',
    text: `with known as (insert into platform.blob_object (name, staged, scan) values ($3, $10, $11))
      insert into vault.blob (space_id, ${columns}, depositor_id, staged) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    values: [
      vault.grant.spaceId,
      blob.id,
      blob.objectName,
      blob.wrappedKey,
      blob.contentType,
      blob.size,
      blob.sha1,
      blob.sha256,
      origin.depositorId,
      origin.staged,
      blob.scan,
    ],
  })
  await Promise.all([inserted, insertRead(vault, blob.id, origin)])
}

/** The object of a document, by its binary id. */
export const findBlob = async (vault: VaultAccess, id: string): Promise<Blob | undefined> => {
  const [row] = await vault.connection.query<BlobRow>({
    name: 'blob-find',
    text: `select ${columns}, ${scanColumn('blob')} from vault.blob where space_id = $1 and id = $2`,
    values: [vault.grant.spaceId, id],
  })
  return row && toBlob(row)
}

/** The objects of several documents, by their binary ids; one that is not there is left out. */
export const findBlobs = async (vault: VaultAccess, ids: readonly string[]): Promise<Map<string, Blob>> => {
  const rows = await vault.connection.query<BlobRow>({
    name: 'blob-find-several',
    text: `select ${columns}, ${scanColumn('blob')} from vault.blob where space_id = $1 and id = any($2::uuid[])`,
    values: [vault.grant.spaceId, ids],
  })
  return new Map(rows.map((row) => [row.id, toBlob(row)]))
}

/** Objects uploaded ahead by the same depositor and not claimed yet, by their binary ids; one that is not there or not theirs is left out. */
export const findStaged = async (
  vault: VaultAccess,
  ids: readonly string[],
  depositorId: string,
): Promise<Map<string, Blob>> => {
  const rows = await vault.connection.query<BlobRow>({
    name: 'blob-find-staged',
    text: `select ${columns}, ${scanColumn('blob')} from vault.blob where space_id = $1 and id = any($2::uuid[])
        and depositor_id = $3 and staged and stored_at > now() - $4 * interval '1 hour'`,
    values: [vault.grant.spaceId, ids, depositorId, claimableHours],
  })
  return new Map(rows.map((row) => [row.id, toBlob(row)]))
}

/** Claims an object uploaded ahead by the same depositor; nothing when it is not there, not theirs, or already claimed. */
export const claimStaged = async (vault: VaultAccess, id: string, depositorId: string): Promise<Blob | undefined> => {
  const [row] = await vault.connection.query<BlobRow>({
    name: 'blob-claim',
    text: `with claimed as (update vault.blob set staged = false
          where space_id = $1 and id = $2 and depositor_id = $3 and staged and stored_at > now() - $4 * interval '1 hour'
          returning ${columns}),
        known as (update platform.blob_object set staged = false where name = (select object_name from claimed))
      select ${columns}, ${scanColumn('claimed')} from claimed`,
    values: [vault.grant.spaceId, id, depositorId, claimableHours],
  })
  return row && toBlob(row)
}

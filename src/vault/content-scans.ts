import type { Database } from '../platform/database/database.ts'
import { toBlob, type Blob, type BlobRow, type Scan } from './blobs.ts'
import type { VaultAccess } from './vault-access.ts'

/** How many objects no reader gets: those the scanner has not answered for, and those it found something in. */
export interface ClosedContents {
  waiting: number
  infected: number
}

/**
 * Notes what the scanner said of an object; gives whether that is something else than it said before. What is gone meanwhile stays gone, and
 * what was found infected is not opened again by any later answer.
 */
export const noteScan = async (
  connection: Pick<Database, 'query'>,
  objectName: string,
  scan: Scan,
): Promise<boolean> => {
  const rows = await connection.query({
    name: 'scan-note',
    text: `update platform.blob_object set scan = $2 where name = $1 and scan not in ('infected', $2) returning 1`,
    values: [objectName, scan],
  })
  return rows.length > 0
}

/** A document with the object of its bytes. */
export interface ScannedDocument {
  documentId: string
  blob: Blob
}

/** Documents of the space visited of whose objects the scanner said this, deposited after an instant, some at a time in the order of ids. */
export const listScanned = async (
  { connection, grant }: VaultAccess,
  wanted: { scan: Scan; depositedAfter?: string; after?: string; limit: number },
): Promise<ScannedDocument[]> => {
  const rows = await connection.query<BlobRow & { document_id: string }>({
    name: 'scan-list',
    text: `select d.id as document_id, b.id, b.object_name, b.wrapped_key, b.content_type, b.size, b.sha1, b.sha256, o.scan
      from vault.document d join vault.blob b on b.space_id = d.space_id and b.id = d.blob_id
        join platform.blob_object o on o.name = b.object_name
      where d.space_id = $1 and o.scan = $2 and ($3::timestamptz is null or d.deposited_at > $3) and ($4::uuid is null or d.id > $4)
        and not d.away order by d.id limit $5`,
    values: [grant.spaceId, wanted.scan, wanted.depositedAfter ?? null, wanted.after ?? null, wanted.limit],
  })
  return rows.map(({ document_id: documentId, ...row }) => ({ documentId, blob: toBlob(row) }))
}

/** Counts what is closed, without saying whose it is. */
export const countClosed = async (database: Database): Promise<ClosedContents> => {
  const [row] = await database.query<{ waiting: string; infected: string }>({
    text: `select count(*) filter (where scan = 'waiting') as waiting, count(*) filter (where scan = 'infected') as infected
      from platform.blob_object where scan in ('waiting', 'infected')`,
  })
  return { waiting: Number(row?.waiting ?? 0), infected: Number(row?.infected ?? 0) }
}

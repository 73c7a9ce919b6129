import { hasMember, readOwnJson } from '../platform/own-json.ts'
import { claimableHours } from './blobs.ts'
import type { VaultAccess } from './vault-access.ts'

/** What its sender says of a file that comes in pieces. */
export interface UploadSaying {
  name: string
  /** media type, as the sender says */
  type: string
}

/** A file that comes in pieces: how large it will be, how much of it is there, in which objects. */
export interface PiecedUpload extends UploadSaying {
  id: string
  size: number
  received: number
  pieces: readonly string[]
}

interface UploadRow {
  id: string
  size: string
  received: string
  pieces: string[]
  details: Buffer
}

const context = (id: string) => ({ table: 'upload', rowId: id, column: 'details', version: 1 }) as const

const isSaying = (value: unknown): value is UploadSaying => hasMember(value, 'name') && hasMember(value, 'type')

/** Begins an upload. Those of the space that were not finished in a day go. */
export const insertUpload = async (
  vault: VaultAccess,
  begun: { id: string; depositorId: string; size: number; saying: UploadSaying },
): Promise<void> => {
  const { id, depositorId, size, saying } = begun
  await vault.connection.query({
    name: 'upload-insert',
    text: `with unclaimed as (delete from vault.upload where space_id = $1 and begun_at < now() - interval '25 hours')
      insert into vault.upload (space_id, id, depositor_id, size, details) values ($1, $2, $3, $4, $5)`,
    values: [
      vault.grant.spaceId,
      id,
      depositorId,
      size,
      vault.keys.sealField(context(id), Buffer.from(JSON.stringify(saying))),
    ],
  })
}

/** How many uploads somebody began in a day, finished or not. */
export const countUploads = async (vault: VaultAccess, depositorId: string): Promise<number> => {
  const [row] = await vault.connection.query<{ n: string }>({
    name: 'upload-count',
    text: `select count(*) as n from vault.upload where space_id = $1 and depositor_id = $2
      and begun_at > now() - $3 * interval '1 hour'`,
    values: [vault.grant.spaceId, depositorId, claimableHours],
  })
  return Number(row?.n ?? 0)
}

/** The upload of its sender; nothing where it is not there, not theirs, given up or too old. */
export const findUpload = async (
  vault: VaultAccess,
  id: string,
  depositorId: string,
): Promise<PiecedUpload | undefined> => {
  const [row] = await vault.connection.query<UploadRow>({
    name: 'upload-find',
    text: `select id, size, received, pieces, details from vault.upload where space_id = $1 and id = $2
      and depositor_id = $3 and not ended and begun_at > now() - $4 * interval '1 hour'`,
    values: [vault.grant.spaceId, id, depositorId, claimableHours],
  })
  if (row === undefined) return undefined
  const saying = readOwnJson(vault.keys.openField(context(row.id), row.details), isSaying)
  return { ...saying, id: row.id, size: Number(row.size), received: Number(row.received), pieces: row.pieces }
}

/** Puts a piece behind those that are there. */
export const addPiece = async (
  vault: VaultAccess,
  id: string,
  piece: { blobId: string; size: number },
): Promise<void> => {
  await vault.connection.query({
    name: 'upload-piece',
    text: `update vault.upload set received = received + $3, pieces = pieces || $4::uuid
      where space_id = $1 and id = $2`,
    values: [vault.grant.spaceId, id, piece.size, piece.blobId],
  })
}

/** Gives an upload up: it takes no piece any more, and is no file. */
export const endUpload = async (vault: VaultAccess, id: string): Promise<void> => {
  await vault.connection.query({
    name: 'upload-end',
    text: 'update vault.upload set ended = true where space_id = $1 and id = $2',
    values: [vault.grant.spaceId, id],
  })
}

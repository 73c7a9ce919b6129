import { uuidBytes } from '../../platform/ids.ts'

/** What an object is of its document: the bytes as deposited, or something made from them. */
export type BlobRole = 'original' | 'view' | 'thumbnail' | 'search'

/** What an object belongs to. Each version of a document has a blob of its own, so the blob's id names the version too. */
export interface BlobContext {
  spaceId: string
  blobId: string
  role: BlobRole
}

/** Spec: "carnet/blob/v1" ‖ space id (16 bytes) ‖ blob id (16 bytes) ‖ role in ASCII. An object put elsewhere does not open. */
export const encodeBlobContext = ({ spaceId, blobId, role }: BlobContext): Buffer =>
  Buffer.concat([
    Buffer.from('carnet/blob/v1', 'latin1'),
    uuidBytes(spaceId),
    uuidBytes(blobId),
    Buffer.from(role, 'latin1'),
  ])

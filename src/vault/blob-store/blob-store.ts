import { fileURLToPath } from 'node:url'
import { Problem } from '../../platform/problem.ts'
import { createFolderStore } from './folder-store.ts'
import type { BlobStore } from './object-store.ts'
import type { S3Credentials } from './s3-bucket.ts'
import { createS3Store } from './s3-store.ts'

export { openBlob, openBlobBytes, type BlobToOpen } from './open-blob.ts'
export { sealBlob, type BlobToSeal, type SealedBlob } from './seal-blob.ts'
export type { BlobContext, BlobRole } from './blob-context.ts'
export type { BlobStore, ByteRange, StoredObject } from './object-store.ts'
export type { S3Credentials } from './s3-bucket.ts'

const invalid = (): Problem => new Problem('incorrect', 'blobs-url-invalid', { details: { setting: 'BLOBS_URL' } })

/** Opens the store that BLOBS_URL names: `file:` and a folder, or `s3://bucket/prefix?region=…&endpoint=…` with credentials. */
export const createBlobStore = async (address: string, credentials?: S3Credentials): Promise<BlobStore> => {
  const url = URL.parse(address)
  if (url?.protocol === 'file:') return createFolderStore(fileURLToPath(url))
  if (url?.protocol !== 's3:') throw invalid()
  if (credentials === undefined) {
    throw new Problem('incorrect', 'blobs-credentials-missing', { details: { setting: 'AWS_ACCESS_KEY_ID' } })
  }
  return createS3Store(url, credentials)
}

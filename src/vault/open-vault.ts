import { claimStaged, findBlob, insertBlob, type Blob } from './blobs.ts'
import type { DocumentFilter } from './document-filter.ts'
import {
  findByUniqueId,
  findDocument,
  insertDocument,
  updateState,
  type DocumentState,
  type NewDocument,
} from './documents.ts'
import { countDocuments, listDocuments, type PageRequest } from './list-documents.ts'
import { findMessage, findSubmission, insertSubmission, type NewSubmission } from './submissions.ts'
import type { VaultAccess } from './vault-access.ts'

/**
 * The vault as one visit sees it: every function is bound to the transaction that wrote the entry and to its grant.
 * Trust: only access/door.ts calls this; use-cases receive the result and can reach no other space with it.
 */
export const openVault = (access: VaultAccess) => ({
  findDocument: (id: string) => findDocument(access, id),
  findByUniqueId: (hash: Buffer) => findByUniqueId(access, hash),
  listDocuments: (filter: DocumentFilter, page: PageRequest) => listDocuments(access, filter, page),
  countDocuments: (filter: DocumentFilter) => countDocuments(access, filter),
  insertDocument: (document: NewDocument) => insertDocument(access, document),
  updateState: (id: string, state: DocumentState) => updateState(access, id, state),
  findMessage: (hash: Buffer, uniqueIdHashes: Buffer[]) => findMessage(access, hash, uniqueIdHashes),
  insertSubmission: (submission: NewSubmission) => insertSubmission(access, submission),
  findSubmission: (id: string) => findSubmission(access, id),
  insertBlob: (blob: Blob, origin: { depositorId: string; staged: boolean }) => insertBlob(access, blob, origin),
  findBlob: (id: string) => findBlob(access, id),
  claimStaged: (id: string, depositorId: string) => claimStaged(access, id, depositorId),
})

/** What a use-case may do with an open vault. */
export type OpenVault = ReturnType<typeof openVault>

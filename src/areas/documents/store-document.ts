import type { Opened } from '../../access/door-opened.ts'
import type { Visitor } from '../../access/types.ts'
import { isUuid, randomId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import type { Blob, ReadyDocument } from './ready-document.ts'
import { authorIdsOf, checkDeclared } from './rules.ts'
import type { StoredDocument } from './types.ts'

/** One deposit under way: the open space, who brings it, and the set it belongs to. */
export interface Deposit {
  opened: Opened
  visitor: Visitor
  submissionId: string
  /** keyed hash of a unique id over all spaces */
  globalHash: (uniqueId: string) => Buffer
}

/** The sealed object of a document: its own, or the one its depositor uploaded ahead for this space. */
const blobOf = async ({ opened, visitor }: Deposit, one: ReadyDocument): Promise<Blob> => {
  if (one.blob) {
    await opened.vault.insertBlob(one.blob, { depositorId: visitor.actor.id, staged: false })
    return one.blob
  }
  const { content, field } = one.document
  const claimed = 'stagedId' in content ? await opened.vault.claimStaged(content.stagedId, visitor.actor.id) : undefined
  if (!claimed) {
    const details = { field: `${field}.content[0].attachment.url`, code: 'XDSMissingDocument' }
    throw new Problem('incorrect', 'staged-content-missing', { details })
  }
  checkDeclared(one.document, { size: claimed.size, hash: claimed.sha1.toString('base64') })
  return claimed
}

const proposedUuid = (entryUuid: string | undefined): string => {
  const uuid = entryUuid?.replace('urn:uuid:', '').toLowerCase() ?? ''
  return isUuid(uuid) ? uuid : randomId()
}

/** Writes a document's rows. Gives what the depositor is told of it, and everyone who counts as its author. */
export const storeDocument = async (
  deposit: Deposit,
  one: ReadyDocument,
): Promise<{ stored: StoredDocument; authorIds: string[] }> => {
  const { opened, visitor, submissionId } = deposit
  const facility = 'facility' in visitor.actor ? visitor.actor.facility : undefined
  const blob = await blobOf(deposit, one)
  const { entryUuid: proposed, ...metadata } = one.inspected.metadata
  const authorIds = authorIdsOf(one.inspected.metadata, facility?.id)
  const stored = {
    id: one.id,
    blobId: blob.id,
    entryUuid: proposedUuid(proposed),
    size: blob.size,
    hash: blob.sha1.toString('base64'),
    warnings: one.inspected.warnings,
  }
  const depositedBy = {
    id: visitor.actor.id,
    name: visitor.actor.name,
    ...(facility ? { facilityId: facility.id } : {}),
  }
  await opened.vault.insertDocument({
    entry: { ...metadata, ...stored, submissionId, depositedBy },
    uniqueIdHash: opened.standing.keys.indexHash(metadata.uniqueId),
    globalIdHash: deposit.globalHash(metadata.uniqueId),
    authorIds,
  })
  return { stored: { ...stored, version: 1 }, authorIds }
}

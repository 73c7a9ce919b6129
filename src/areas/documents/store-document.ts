import { bareType } from '../../platform/bare-type.ts'
import type { Opened } from '../../access/door-opened.ts'
import type { Visitor } from '../../access/types.ts'
import { isUuid, randomId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import type { Blob, ReadyDocument } from './ready-document.ts'
import { authorIdsOf, checkDeclared } from './rules.ts'
import { awaitTexts } from './search/await-texts.ts'
import { awaitScan } from './scan/await-scan.ts'
import type { StoredDocument } from './types.ts'

/** One deposit under way: the open space, who brings it, and the set it belongs to. */
export interface Deposit {
  opened: Opened
  visitor: Visitor
  submissionId: string
  /** keyed hash of a unique id over all spaces */
  globalHash: (uniqueId: string) => Buffer
}

/** The object that its depositor uploaded ahead for this space. */
const claim = async ({ opened, visitor }: Deposit, { document }: ReadyDocument): Promise<Blob> => {
  const { content, field } = document
  const claimed = 'stagedId' in content ? await opened.vault.claimStaged(content.stagedId, visitor.actor.id) : undefined
  if (!claimed) {
    const details = { field: `${field}.content[0].attachment.url`, code: 'XDSMissingDocument' }
    throw new Problem('incorrect', 'staged-content-missing', { details })
  }
  checkDeclared(document, { size: claimed.size, hash: claimed.sha1.toString('base64') })
  // It was checked as what its upload said it was: it is deposited as nothing else.
  if (bareType(claimed.contentType) !== bareType(document.metadata.contentType)) {
    const other = 'Binary.contentType'
    const details = { field: `${field}.content[0].attachment.contentType`, other, code: 'XDSRepositoryMetadataError' }
    throw new Problem('incorrect', 'content-type-differs', { details })
  }
  return claimed
}

const proposedUuid = (entryUuid: string | undefined): string => {
  const uuid = entryUuid?.replace('urn:uuid:', '').toLowerCase() ?? ''
  return isUuid(uuid) ? uuid : randomId()
}

/** A document about to be written: what its depositor is told, everyone who counts as its author, and what sends its rows. */
export interface Storing {
  stored: StoredDocument
  authorIds: string[]
  write(): Promise<unknown>
}

/** Rules DOC-8: what people add is theirs; whatever else comes in is somebody else's. */
export const isAddedBy = ({ kind }: Visitor['actor']): boolean => kind === 'holder' || kind === 'representative'

/** Prepares a document's rows; they travel together with whatever else the deposit sends before it waits. */
export const storeDocument = (
  deposit: Deposit,
  { one, blob, older }: { one: ReadyDocument; blob: Blob; older?: true | undefined },
): Storing => {
  const { opened, visitor, submissionId } = deposit
  const facility = 'facility' in visitor.actor ? visitor.actor.facility : undefined
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
  const entry = { ...metadata, ...stored, submissionId, depositedBy, ...(older ? { older } : {}) }
  const hashes = {
    uniqueIdHash: opened.standing.keys.indexHash(metadata.uniqueId),
    globalIdHash: deposit.globalHash(metadata.uniqueId),
  }
  const [depositorId, { results, statements, text }] = [visitor.actor.id, one.inspected]
  const read = {
    ...(results === undefined ? {} : { results }),
    ...(statements === undefined ? {} : { statements }),
    ...(text === undefined ? {} : { text }),
  }
  const write = () =>
    Promise.all([
      one.blob && opened.vault.insertBlob(one.blob, { depositorId, staged: false, ...read }),
      opened.vault.insertDocument({ entry, ...hashes, authorIds, own: isAddedBy(visitor.actor) }),
      text === undefined && awaitTexts(opened, [one.id]),
      awaitScan(opened, one.id, blob),
    ])
  return { stored: { ...stored, version: 1 }, authorIds, write }
}

/** The sealed objects of a submission, each its own or claimed from what was uploaded ahead, in order. */
export const claimBlobs = (
  deposit: Deposit,
  ready: readonly ReadyDocument[],
): Promise<{ one: ReadyDocument; blob: Blob }[]> =>
  Promise.all(ready.map(async (one) => ({ one, blob: one.blob ?? (await claim(deposit, one)) })))

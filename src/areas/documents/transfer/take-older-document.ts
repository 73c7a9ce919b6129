import type { Opened } from '../../../access/door-opened.ts'
import type { Door } from '../../../access/door.ts'
import type { Visitor } from '../../../access/types.ts'
import type { Connection } from '../../../platform/database/database.ts'
import { randomId } from '../../../platform/ids.ts'
import { isOutcomeUnknown } from '../../../platform/problem.ts'
import type { DocumentMetadata, Identifier } from '../../../reference/document-entry.ts'
import type { Inspect } from '../inspect-document.ts'
import { refuseMinorsLabelled, type IsMinor } from '../not-listed.ts'
import { authorIdsOf } from '../rules.ts'
import { awaitTexts } from '../search/await-texts.ts'
import { awaitScan } from '../scan/await-scan.ts'
import { tieAuthors } from '../tie-authors.ts'
import type { SetAsideArrived, Submission } from '../types.ts'

/** An access of the time before: who did what to the document, and when. */
export type OlderAccess = Omit<Parameters<Opened['vault']['keepOlderHistory']>[0]['accesses'][number], 'documentId'>

/** A document of an older record, with its bytes and who opened it there. `depositedAt` is when it came into that record. */
export interface OlderDocument {
  spaceId: string
  patient: Identifier
  metadata: DocumentMetadata
  bytes: Buffer
  /** keyed or plain hash of the line it stands in: names its submission */
  messageHash: Buffer
  depositedAt: string
  accesses: readonly OlderAccess[]
  /** written in the same transaction: how far the import is */
  alongside: (connection: Connection, outcome: TakenOlder) => Promise<void>
}

/** Whether the document came in, or stood there under its unique id. */
export type TakenOlder = 'stored' | 'present'

/** Takes a document of an older record into a space; Problem `incorrect` where it is not what it should be. */
export type TakeOlderDocument = (visitor: Visitor, older: OlderDocument) => Promise<TakenOlder>

/** What it is built from. `check` judges what is said of a document, `inspect` its bytes. */
export interface TakeOlderParts {
  door: Door
  check: (submission: Submission) => void
  inspect: Inspect
  globalHash: (uniqueId: string) => Buffer
  maxContentBytes: number
  setAsideArrived: SetAsideArrived
  isMinor: IsMinor
}

type Blob = Parameters<Opened['vault']['takeDocument']>[0]['blob']

/** Who brought it: the national record that it comes from. */
const olderRecord = { id: 'older-record', name: 'Dossier médical partagé' }

const checkOlder = async (
  { check, inspect, isMinor }: TakeOlderParts,
  { patient, metadata, bytes, messageHash }: OlderDocument,
) => {
  const document = { metadata, content: { bytes }, field: 'document' }
  check({ patient, documents: [document], supersedes: [], messageHash })
  await refuseMinorsLabelled(isMinor, { patient, documents: [document] })
  return inspect({ metadata, bytes, patient, field: 'document' })
}

const movedOf = (older: OlderDocument, inspected: ReturnType<Inspect>, blob: Blob) => {
  const { entryUuid: _proposed, ...metadata } = inspected.metadata
  const { depositedAt, messageHash, spaceId } = older
  const submissionId = randomId()
  const entryUuid = randomId()
  const hash = blob.sha1.toString('base64')
  const stored = { id: randomId(), blobId: blob.id, entryUuid, version: 1, size: blob.size, hash }
  const answered = { ...stored, warnings: inspected.warnings }
  const receipt = { audience: 'main', n: '0', hash: '' }
  return {
    entry: {
      ...metadata,
      ...answered,
      spaceId,
      submissionId,
      logicalUuid: entryUuid,
      depositedAt,
      depositedBy: olderRecord,
    },
    authorIds: authorIdsOf(metadata, undefined),
    blob,
    blobDepositorId: olderRecord.id,
    results: inspected.results ?? [],
    statements: inspected.statements ?? [],
    ...(inspected.text === undefined ? {} : { text: inspected.text }),
    submission: {
      id: submissionId,
      metadata: { uniqueId: `urn:uuid:${submissionId}`, sourceId: olderRecord.id, submittedAt: depositedAt },
      answer: { submissionId, documents: [answered], receipt },
      messageHash,
      depositorId: olderRecord.id,
      storedAt: depositedAt,
      whole: true,
    },
    own: { own: false, binnedUntil: null, binnedFrom: null },
  }
}

const write = async (
  { setAsideArrived }: TakeOlderParts,
  opened: Opened,
  { older, moved, globalIdHash }: { older: OlderDocument; moved: ReturnType<typeof movedOf>; globalIdHash: Buffer },
): Promise<TakenOlder> => {
  const { vault, standing } = opened
  const uniqueIdHash = standing.keys.indexHash(moved.entry.uniqueId)
  const there = await vault.findStanding(uniqueIdHash)
  const outcome = there === undefined ? 'stored' : 'present'
  const documentId = there?.id ?? moved.entry.id
  if (there === undefined) {
    await vault.takeDocument({ moved, blob: moved.blob, uniqueIdHash, globalIdHash })
    await setAsideArrived(opened, [{ id: documentId, ...moved }])
    if (moved.text === undefined) await awaitTexts(opened, [documentId])
    await awaitScan(opened, documentId, moved.blob)
  }
  const accesses = older.accesses.map((access) => ({ ...access, documentId }))
  await vault.keepOlderHistory({ id: documentId, origin: 'legacy', accesses })
  await tieAuthors(opened, moved.authorIds)
  await opened.alongside((connection) => older.alongside(connection, outcome))
  return outcome
}

/**
 * Takes documents of older records in, with their own authors, dates and hidden marks, and the accesses of that time. What is there
 * already under the same unique id stays as it is. Rules: ENR-5.
 */
export const createTakeOlderDocument =
  (parts: TakeOlderParts): TakeOlderDocument =>
  async (visitor, older) => {
    const inspected = await checkOlder(parts, older)
    const visit = { ...visitor, space: { spaceId: older.spaceId }, act: 'take-over-documents' } as const
    const prepared = await parts.door.prepare(visit)
    const { contentType } = inspected.metadata
    const source = { bytes: older.bytes, contentType, maxBytes: parts.maxContentBytes }
    const blob = await prepared.seal(randomId(), source)
    const moved = movedOf(older, inspected, blob)
    const globalIdHash = parts.globalHash(moved.entry.uniqueId)
    try {
      const { value } = await prepared.open((opened) => write(parts, opened, { older, moved, globalIdHash }))
      if (value === 'present') await prepared.discard([blob])
      return value
    } catch (error) {
      if (!isOutcomeUnknown(error)) await prepared.discard([blob])
      throw error
    }
  }

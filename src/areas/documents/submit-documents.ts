import { audiencesOfAll } from '../../access/audience.ts'
import type { Opened } from '../../access/door-opened.ts'
import type { Door } from '../../access/door.ts'
import type { Visitor } from '../../access/types.ts'
import { randomId } from '../../platform/ids.ts'
import { isOutcomeUnknown, Problem } from '../../platform/problem.ts'
import type { Identifier, SubmissionMetadata } from '../../reference/document-entry.ts'
import { awaitAnnouncement, type AnnouncementTimes } from './announce-withheld.ts'
import { fedOf, type NoteFed } from './feed/note-fed.ts'
import type { OlderDeposits } from './older/older-deposits.ts'
import type { Inspect } from './inspect-document.ts'
import { comeInHidden } from './new-documents/come-in-hidden.ts'
import { refuseLabelled, type IsMinor } from './not-listed.ts'
import { blobsOf, readyDocuments, sealDocuments, type ReadyDocument } from './ready-document.ts'
import { authorIdsOf } from './rules.ts'
import { claimBlobs, isAddedBy, storeDocument, type Deposit } from './store-document.ts'
import { requireSecrets, type VisibilityRules } from './rules.ts'
import { supersedeDocuments } from './supersede-documents.ts'
import { tellAsked, type NoteArrived } from './tell-asked.ts'
import type { KeepRecall } from '../notifications/index.ts'
import { tieAuthors } from './tie-authors.ts'
import type { Documents, MayList, Submission, SubmissionResult } from './types.ts'

/** What the use-case is built from. `check` judges a submission without its bytes, `inspect` a document by them. */
export interface SubmitParts {
  door: Door
  check: (submission: Submission) => void
  inspect: Inspect
  /** keyed hash of a unique id over all spaces */
  globalHash: (uniqueId: string) => Buffer
  now: () => Date
  times: () => AnnouncementTimes
  /** before a deposit: makes room for somebody whose opening is awaited; nothing for anybody else */
  awaitDeposits: (patient: Identifier) => Promise<void>
  maxContentBytes: number
  older: OlderDeposits
  noteArrived: NoteArrived
  keepRecall: KeepRecall
  noteFed: NoteFed
  mayList: MayList
  isMinor: IsMinor
  visibilityRules: () => VisibilityRules
}

/** The same message came before: this visit is taken back whole, and the first one's answer given again. */
class Replayed extends Error {
  readonly answer: SubmissionResult

  constructor(answer: SubmissionResult) {
    super('the same message came before')
    this.answer = answer
  }
}

/** The set's metadata: as sent, or made here for a simplified publish. */
const setOf = (submission: Submission, now: Date): SubmissionMetadata =>
  submission.set ?? {
    uniqueId: `urn:uuid:${randomId()}`,
    sourceId: 'simplified-publish',
    submittedAt: now.toISOString(),
  }

/** Stops at the same message, and at a unique id that another message has brought already. */
const refuseKnown = async (opened: Opened, submission: Submission, set: SubmissionMetadata): Promise<void> => {
  const fields = new Map(
    submission.documents.map(({ metadata, field }) => [metadata.uniqueId, `${field}.masterIdentifier`]),
  )
  fields.set(set.uniqueId, 'Bundle.entry[0].resource.identifier')
  const hashes = [...fields].map(([uniqueId, field]) => ({ field, hash: opened.standing.keys.indexHash(uniqueId) }))
  const known = await opened.vault.findMessage(
    submission.messageHash,
    hashes.map(({ hash }) => hash),
  )
  if (known.same) throw new Replayed(known.same.answer)
  const taken = hashes.find(({ hash }) => known.takenHashes.some((other) => other.equals(hash)))
  if (!taken) return
  const details = { field: taken.field, code: 'XDSDuplicateUniqueIdInRegistry' }
  throw new Problem('conflict', 'unique-id-already-deposited', { details })
}

const audiencesOf = (ready: readonly ReadyDocument[]) =>
  audiencesOfAll(ready.map(({ inspected }) => inspected.metadata.visibility))

const withheldIds = (ready: readonly ReadyDocument[]): string[] =>
  ready.filter(({ inspected }) => inspected.metadata.visibility.withheld).map(({ id }) => id)

/**
 * Law: R.1111-47, R.1111-50, what the person's objection keeps out is refused whole, whoever tells of it; nobody who represents them reads
 * that somebody tried.
 */
const refuseObjected = async (
  { mayList }: SubmitParts,
  { opened, visitor }: Pick<Deposit, 'opened' | 'visitor'>,
  ready: readonly ReadyDocument[],
): Promise<void> => {
  const { actor } = visitor
  const facility = 'facility' in actor ? actor.facility?.id : undefined
  const listed = ready.map(({ inspected: { metadata } }) => ({
    parties: [actor.id, ...authorIdsOf(metadata, facility)],
    metadata,
  }))
  if (!(await mayList(opened, listed))) opened.refuse('listing-refused', 'hidden-from-representatives')
}

/** Every row leaves before any answer is awaited: a deposit holds the head of its space's journal for two round trips. */
const write = async (
  deposit: Deposit & Pick<SubmitParts, 'older' | 'noteArrived' | 'visibilityRules'> & { times: AnnouncementTimes },
  submission: Submission,
  at: { ready: ReadyDocument[]; set: SubmissionMetadata },
) => {
  const { opened, visitor, submissionId } = deposit
  await supersedeDocuments(opened, submission, { own: isAddedBy(visitor.actor) })
  const [{ n, hash }, claimed, { newHidden }] = await Promise.all([
    opened.place,
    claimBlobs(deposit, at.ready),
    opened.vault.findArrangement(),
  ])
  const arriving = (one: ReadyDocument): ReadyDocument =>
    newHidden ? comeInHidden(deposit.visibilityRules(), one) : one
  const documents = claimed.map(({ one, blob }) =>
    storeDocument(deposit, { one: arriving(one), blob, older: submission.older }),
  )
  const [audience, ...others] = audiencesOf(at.ready)
  const answer: SubmissionResult = {
    submissionId,
    documents: documents.map(({ stored }) => stored),
    receipt: { audience, n, hash },
  }
  const set = {
    id: submissionId,
    uniqueIdHash: opened.standing.keys.indexHash(at.set.uniqueId),
    messageHash: submission.messageHash,
    depositorId: visitor.actor.id,
    metadata: at.set,
    answer,
    audience,
  }
  const authorIds = documents.flatMap((document) => document.authorIds)
  await Promise.all([
    ...documents.map((document) => document.write()),
    opened.vault.insertSubmission(set),
    tieAuthors(opened, authorIds),
    tellAsked(deposit, at.ready),
    // Rules DOC-27: nobody is told of what they may not see, nor who is written to in a child's place.
    // Nor is a holder told of what they added themselves.
    audience === 'main' &&
      visitor.actor.kind !== 'holder' &&
      opened.tellArrival(submission.older ? deposit.older.noticeOf(opened, visitor.actor) : undefined),
    ...others.map((other) => opened.noteFor(other)),
    ...withheldIds(at.ready).map((id) => awaitAnnouncement(opened, id, deposit.times)),
  ])
  return answer
}

const submitOnce = async (
  parts: SubmitParts,
  visitor: Visitor,
  { submission, ready }: { submission: Submission; ready: ReadyDocument[] },
): Promise<SubmissionResult> => {
  const why = submission.why === undefined ? {} : { justification: { words: submission.why } }
  const prepared = await parts.door.prepare(
    {
      ...visitor,
      ...why,
      space: { ins: submission.patient },
      act: 'deposit-document',
      audience: audiencesOf(ready)[0],
    },
    () => parts.awaitDeposits(submission.patient),
  )
  requireSecrets(prepared, submission)
  await sealDocuments(prepared, ready, parts.maxContentBytes)
  const submissionId = randomId()
  const set = setOf(submission, parts.now())
  try {
    const { value } = await prepared.open(async (opened) => {
      await Promise.all([refuseKnown(opened, submission, set), refuseObjected(parts, { opened, visitor }, ready)])
      const { globalHash, older, noteArrived, visibilityRules } = parts
      const answer = await write(
        { opened, visitor, submissionId, globalHash, older, noteArrived, visibilityRules, times: parts.times() },
        submission,
        {
          ready,
          set,
        },
      )
      for (const { inspected } of ready) await parts.keepRecall(opened, inspected.metadata.type.code)
      return answer
    })
    parts.noteFed.taken(visitor, fedOf(submission, ready))
    return value
  } catch (error) {
    if (!isOutcomeUnknown(error)) await prepared.discard(blobsOf(ready))
    if (!(error instanceof Replayed)) throw error
    parts.noteFed.again(visitor, fedOf(submission, ready))
    return error.answer
  }
}

const hasMoved = (error: unknown): boolean => error instanceof Problem && error.reason === 'space-moved'

/**
 * Deposits documents: all of them, their index, their journal entry and the notice to the holder in one transaction, or nothing.
 * The encrypted objects are durable before; those of a failed deposit are removed, those of a crash are swept later.
 * The same message again gets the same answer and doubles nothing. A space merged into another meanwhile is followed there.
 */
export const createSubmitDocuments =
  (parts: SubmitParts): Documents['submitDocuments'] =>
  async (visitor, submission) => {
    parts.check(submission)
    return parts.older.inTurn(submission, async () => {
      await refuseLabelled(parts.isMinor, submission)
      const ready = readyDocuments(parts.inspect, submission)
      parts.older.requireOld(submission, ready)
      try {
        return await submitOnce(parts, visitor, { submission, ready })
      } catch (error) {
        if (!hasMoved(error)) throw error
        return submitOnce(parts, visitor, { submission, ready })
      }
    })
  }

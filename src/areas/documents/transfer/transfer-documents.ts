import type { Opened } from '../../../access/door-opened.ts'
import type { Door, Prepared } from '../../../access/door.ts'
import type { Receipt } from '../../../access/types.ts'
import { isOutcomeUnknown } from '../../../platform/problem.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Parameters } from '../../../reference/create-parameters.ts'
import { awaitRemaining, dropAnnouncement, moveAnnouncements } from '../announce-withheld.ts'
import { veilDeposit } from '../keep-document.ts'
import { announcementTimes } from '../law-of-visibility.ts'
import { awaitScan } from '../scan/await-scan.ts'
import { tieAuthors } from '../tie-authors.ts'
import { carryWishes } from '../talk-first/carry-wishes.ts'
import type { SetAsideArrived } from '../types.ts'
import type { FollowTwin, Transfer, TransferCounts, Transfers } from './types.ts'

/** What transfers are built from. `globalHash`: keyed hash of a unique id over all spaces. */
export interface TransferParts {
  door: Door
  globalHash: (uniqueId: string) => Buffer
  parameters: Parameters
  clock: Clock
  setAsideArrived: SetAsideArrived
  followTwin: FollowTwin
}

type Moved = Awaited<ReturnType<Opened['vault']['listMovable']>>[number]
type Blob = Moved['blob']

/** How many documents one visit hands over: as many entries the two journals have for a whole record. */
const documentsPerVisit = 20

const handOver = async ({ door }: TransferParts, transfer: Transfer, after: string | undefined) => {
  const visit = { ...transfer.visitor, space: { spaceId: transfer.from }, act: 'hand-over-documents' } as const
  const { value, receipt } = await door.open(visit, async ({ vault }) => ({
    documents: await vault.listMovable({
      limit: documentsPerVisit,
      ...(after === undefined ? {} : { after }),
      ...(transfer.only ? { ids: transfer.only } : {}),
    }),
    wishes: await vault.findTalkFirst(),
  }))
  return { ...value, receipt }
}

interface Arriving {
  transfer: Transfer
  globalHash: TransferParts['globalHash']
  sealed: ReadonlyMap<string, Blob>
}

/** Whether a document was copied or stood here already, and under which id it stands. */
interface Taken {
  outcome: keyof TransferCounts
  id: string
}

/** What stood here before decides: nothing, a copy that was taken back, or the same document, deposited here as well. */
const takeOne = async (
  { vault, standing }: Opened,
  moved: Moved,
  { transfer, globalHash, sealed }: Arriving,
): Promise<Taken> => {
  const { correctionId } = transfer
  const { id: sourceId, uniqueId, visibility } = moved.entry
  const uniqueIdHash = standing.keys.indexHash(uniqueId)
  const { standing: there, own, aside } = await vault.findPlace({ hash: uniqueIdHash, id: sourceId })
  if (there?.takenBy === correctionId) return { outcome: 'copied', id: there.id }
  if (there !== undefined) {
    const quarantined = moved.entry.quarantined === true
    await vault.tightenStanding({ correctionId, documentId: there.id, sourceId }, { ...visibility, quarantined })
    return { outcome: 'present', id: there.id }
  }
  const globalIdHash = globalHash(uniqueId)
  const stepped = aside ? { asideId: aside.id } : {}
  if (aside) await vault.stepAside(aside.id)
  if (own) {
    await vault.reviveDocument(own.id, { moved, globalIdHash })
    await vault.noteTaken({ correctionId, documentId: own.id, sourceId, statusBefore: own.status, ...stepped })
  } else {
    const blob = sealed.get(moved.entry.id)
    if (blob === undefined) throw new Error('a document that was not sealed for its new space')
    await vault.takeDocument({ moved, blob, uniqueIdHash, globalIdHash })
    await vault.noteTaken({ correctionId, documentId: sourceId, sourceId, ...stepped })
  }
  return { outcome: 'copied', id: sourceId }
}

/** Each object is opened under the one key and sealed under the other as it flows: never whole in memory. */
const sealAll = async (
  { door }: TransferParts,
  prepared: Prepared,
  { documents, receipt }: { documents: readonly Moved[]; receipt: Receipt },
): Promise<Map<string, Blob>> => {
  const sealed = new Map<string, Blob>()
  try {
    for (const { entry, blob } of documents) {
      const bytes = await door.content(receipt, blob)
      const { contentType, size, scan } = blob
      sealed.set(entry.id, await prepared.seal(blob.id, { bytes, contentType, maxBytes: size, scan }))
    }
    return sealed
  } catch (error) {
    await prepared.discard([...sealed.values()])
    throw error
  }
}

/** Which of these stand in the space already, so that their bytes need not come along. */
const findStanding = async (
  { door }: TransferParts,
  transfer: Transfer,
  documents: readonly Moved[],
): Promise<Set<string>> => {
  const visit = { ...transfer.visitor, space: { spaceId: transfer.to }, act: 'count-documents' } as const
  const { value } = await door.open(visit, async ({ vault, standing }) => {
    const there = new Set<string>()
    for (const { entry } of documents) {
      const place = await vault.findPlace({ hash: standing.keys.indexHash(entry.uniqueId), id: entry.id })
      if (place.standing ?? place.own) there.add(entry.id)
    }
    return there
  })
  return value
}

/**
 * What is withheld goes on being withheld here, from the day on which it was deposited, and is told of here alone, once. Nobody is told of
 * what was withdrawn.
 */
const followAnnouncement = async (
  { parameters, clock }: TransferParts,
  opened: Opened,
  { from, sourceId, taken }: { from: string; sourceId: string; taken: Taken },
): Promise<void> => {
  if (taken.outcome === 'copied') await moveAnnouncements(opened, from, [sourceId])
  else await dropAnnouncement(opened, from, sourceId)
  const facts = (await opened.vault.findDocument(taken.id))?.facts
  if (facts?.visibility.withheld !== true || facts.status === 'entered-in-error') return
  const times = announcementTimes({ parameters }, facts.depositedAt)
  await awaitRemaining(opened, taken.id, { times, now: clock.now() })
}

/** The line of the deposit by which a document came here is for the same eyes as the document, by now. */
export const veilTwin = async (opened: Opened, id: string): Promise<void> => {
  const document = await opened.vault.findDocument(id)
  if (document) await veilDeposit(opened, document.open())
}

type Arrived = Pick<Moved, 'entry' | 'authorIds'> & { id: string }

/** All that happens to the documents of one visit in the space that they come to. */
const arriveIn = async (
  parts: TransferParts,
  opened: Opened,
  { transfer, documents, sealed }: { transfer: Transfer; documents: readonly Moved[]; sealed: Arriving['sealed'] },
): Promise<TransferCounts> => {
  const counts = { copied: 0, present: 0 }
  const arrived: Arrived[] = []
  for (const moved of documents) {
    const { entry, authorIds } = moved
    const taken = await takeOne(opened, moved, { transfer, globalHash: parts.globalHash, sealed })
    counts[taken.outcome] += 1
    arrived.push({ id: taken.id, entry, authorIds })
    if (taken.outcome === 'copied') await awaitScan(opened, taken.id, moved.blob)
    if (taken.outcome === 'present') await parts.followTwin(opened, { from: entry.id, to: taken.id })
    // It names no document: whoever represents the holder would read of one that is kept from them by now.
    if (taken.outcome === 'present' && entry.visibility.hiddenFromRepresentatives) await veilTwin(opened, taken.id)
    if (entry.visibility.withheld)
      await followAnnouncement(parts, opened, { from: transfer.from, sourceId: entry.id, taken })
  }
  await parts.setAsideArrived(opened, arrived, transfer.correctionId)
  await tieAuthors(
    opened,
    documents.flatMap(({ authorIds }) => authorIds),
  )
  return counts
}

const takeOver = async (
  parts: TransferParts,
  transfer: Transfer,
  { documents, receipt }: { documents: readonly Moved[]; receipt: Receipt },
): Promise<TransferCounts> => {
  const there = await findStanding(parts, transfer, documents)
  const visit = { ...transfer.visitor, space: { spaceId: transfer.to }, act: 'take-over-documents' } as const
  const prepared = await parts.door.prepare(visit)
  const fresh = documents.filter(({ entry }) => !there.has(entry.id))
  const sealed = await sealAll(parts, prepared, { documents: fresh, receipt })
  try {
    const { value } = await prepared.open((opened) => arriveIn(parts, opened, { transfer, documents, sealed }))
    return value
  } catch (error) {
    if (!isOutcomeUnknown(error)) await prepared.discard([...sealed.values()])
    throw error
  }
}

/** Copies the documents of one space into another, some at a time: read in a visit to the one, written in a visit to the other. */
export const createTransferDocuments =
  (parts: TransferParts): Transfers['transfer'] =>
  async (transfer) => {
    const counts = { copied: 0, present: 0 }
    let after: string | undefined
    for (;;) {
      const handed = await handOver(parts, transfer, after)
      if (after === undefined && transfer.only === undefined) await carryWishes(parts, transfer, handed.wishes)
      const last = handed.documents.at(-1)
      if (last === undefined) return counts
      const { copied, present } = await takeOver(parts, transfer, handed)
      counts.copied += copied
      counts.present += present
      after = last.entry.id
    }
  }

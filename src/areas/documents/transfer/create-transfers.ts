import type { Opened } from '../../../access/door-opened.ts'
import type { Visitor } from '../../../access/types.ts'
import { dayOf } from '../../../platform/calendar.ts'
import { awaitRemaining, dropAnnouncement, moveAnnouncements } from '../announce-withheld.ts'
import { announcementTimes } from '../law-of-visibility.ts'
import { createBringArrangement, takeArrangementBack } from './bring-arrangement.ts'
import { createBringCare } from './bring-care.ts'
import { createBringMeasurements } from './bring-measurements.ts'
import { createBringProfile, takeProfileBack } from './bring-profile.ts'
import { createTransferDocuments, veilTwin, type TransferParts } from './transfer-documents.ts'
import type { Transfer, Transfers } from './types.ts'

const documentsPerStep = 200

type Moved = Awaited<ReturnType<Opened['vault']['listMovable']>>[number]

/** Looks at every document of a space, some at a time. */
const collect = async <T>(
  { door }: TransferParts,
  at: { visitor: Visitor; spaceId: string; depositedAfter?: string },
  pick: (moved: Moved) => T[],
): Promise<T[]> => {
  const { visitor, spaceId, depositedAfter } = at
  const visit = { ...visitor, space: { spaceId }, act: 'count-documents' } as const
  const { value } = await door.open(visit, async ({ vault }) => {
    const picked: T[] = []
    let after: string | undefined
    for (;;) {
      const page = await vault.listMovable({
        limit: documentsPerStep,
        ...(after === undefined ? {} : { after }),
        ...(depositedAfter === undefined ? {} : { depositedAfter }),
      })
      picked.push(...page.flatMap(pick))
      after = page.at(-1)?.entry.id
      if (after === undefined) return picked
    }
  })
  return value
}

type Back = Parameters<Transfers['takeBack']>[0]

const change = ({ visitor }: Pick<Back, 'visitor'>, spaceId: string) =>
  ({ ...visitor, space: { spaceId }, act: 'correct-identity' }) as const

/** A document as an undoing leaves it where it stands. */
interface Restored {
  id: string
  depositedAt: string
  status: string
  withheld: boolean
}

/** Of what is withheld where it stands now, its dates are told; of nothing else. */
const tellOnly = async ({ parameters, clock }: TransferParts, opened: Opened, one: Restored): Promise<void> => {
  if (!one.withheld || one.status === 'entered-in-error') return dropAnnouncement(opened, opened.spaceId, one.id)
  const times = announcementTimes({ parameters }, one.depositedAt)
  return awaitRemaining(opened, one.id, { times, now: clock.now() })
}

const mostWithheld = 1000

/** The same of every document that is withheld in a space that has its documents back. */
const tellAll = async (parts: TransferParts, opened: Opened): Promise<void> => {
  const prefilter = { partyIds: [], seesHidden: true, seesSecret: true, seesQuarantined: true }
  const page = { sort: 'created_at', descending: true, limit: mostWithheld } as const
  for (const { facts } of await opened.vault.listDocuments({ prefilter, withheld: true }, page)) {
    const { id, depositedAt, status } = facts
    await tellOnly(parts, opened, { id, depositedAt, status, withheld: true })
  }
}

/**
 * Takes copies back, some at a time. First the originals get the state of the copies, then the copies go: stopped in between, the
 * same is done again.
 */
const takeCopies = async ({ door }: TransferParts, back: Back, to: string): Promise<number> => {
  const { correctionId, from } = back
  const look = { ...back.visitor, space: { spaceId: to }, act: 'count-documents' } as const
  let taken = 0
  for (;;) {
    const { value: copies } = await door.open(look, ({ vault }) => vault.listTaken(correctionId, documentsPerStep))
    if (copies.length === 0) break
    const ids = copies.map(({ id }) => id)
    const sourceIds = copies.map(({ sourceId }) => sourceId)
    if (from !== null)
      await door.open(change(back, from), async (opened) => {
        await opened.vault.setMovable(copies.map(({ sourceId, state }) => ({ id: sourceId, state })))
        await opened.vault.undoHanded(correctionId, sourceIds)
        await moveAnnouncements(opened, to, sourceIds)
      })
    await door.open(change(back, to), ({ vault }) => vault.withdrawTaken(correctionId, { ids, backTo: from }))
    taken += copies.length
  }
  return taken
}

/** What was disputed there and settled here, of a document of both: before the marks go, stopped in between it is done again. */
const settleTwins = async (
  { door }: TransferParts,
  back: Back,
  { from, to }: { from: string; to: string },
): Promise<void> => {
  const look = { ...back.visitor, space: { spaceId: to }, act: 'count-documents' } as const
  const { value: settled } = await door.open(look, ({ vault }) => vault.listSettled(back.correctionId))
  if (settled.length === 0) return
  await door.open(change(back, from), async ({ vault }) => {
    for (const id of settled) await vault.updateState(id, { quarantined: false })
  })
}

const createTakeBack =
  (parts: TransferParts): Transfers['takeBack'] =>
  async (back) => {
    const { correctionId, from, to } = back
    const taken = to === null ? 0 : await takeCopies(parts, back, to)
    if (from !== null && to !== null) await settleTwins(parts, back, { from, to })
    if (to !== null)
      await parts.door.open(change(back, to), async (opened) => {
        for (const one of await opened.vault.loosenStanding(correctionId)) {
          await tellOnly(parts, opened, one)
          await veilTwin(opened, one.id)
          await parts.followTwin(opened, { from: one.sourceId, to: one.id, isBack: true })
        }
        await takeArrangementBack(opened, correctionId)
        await opened.vault.withdrawMeasurements(correctionId)
        await takeProfileBack(opened, correctionId)
        await opened.vault.withdrawCare(correctionId)
      })
    if (from !== null)
      await parts.door.open(change(back, from), async (opened) => {
        await opened.vault.restoreHanded(correctionId)
        await tellAll(parts, opened)
      })
    return taken
  }

const markHanded =
  ({ door }: TransferParts) =>
  async ({ correctionId, from, visitor, only }: Required<Transfer>): Promise<void> => {
    await door.open(change({ visitor }, from), ({ vault }) => vault.markHanded(correctionId, only))
  }

/** Builds the movements of documents between spaces over the door. `zone`: the time zone whose days staff is told, by instant. */
export const createTransfers = (parts: TransferParts & { zone: (at: string) => string }): Transfers => ({
  transfer: createTransferDocuments(parts),
  bringArrangement: createBringArrangement(parts),
  bringMeasurements: createBringMeasurements(parts),
  bringProfile: createBringProfile(parts),
  bringCare: createBringCare(parts),
  markHanded: markHanded(parts),
  takeBack: createTakeBack(parts),
  listDeposits: (visitor, spaceId) =>
    collect(parts, { visitor, spaceId }, ({ entry }) => [
      {
        documentId: entry.id,
        depositor: entry.depositedBy.name,
        depositedOn: dayOf(entry.depositedAt, parts.zone(entry.depositedAt)),
        size: entry.size,
      },
    ]),
  findNaming: (visitor, spaceId, { after, names }) =>
    collect(parts, { visitor, spaceId, depositedAfter: after }, ({ entry }) =>
      entry.sourcePatient.identifiers.some(names) ? [entry.id] : [],
    ),
})

import type { Connection } from '../../../platform/database/database.ts'
import type { RegisterPerson } from '../register/types.ts'
import { requireRegistered } from '../register/require-registered.ts'
import {
  advance,
  describeCorrection,
  nowOf,
  queueFollowingOf,
  recordCorrection,
  requireApproval,
  runSteps,
  stop,
  visitorOf,
  visitTo,
  type CorrectionParts,
} from './correction-parts.ts'
import { bringHistory } from './bring-history.ts'
import { bringTies, type Spaces } from './bring-ties.ts'
import { markLegacy, moveIdentifiers, selectHashes, selectIdentifiers, takeForgotten } from './person-rows/store.ts'
import { takeRepresentations } from './person-ties/store.ts'
import { findMergeHindrance, type CorrectionReason } from './rules.ts'
import { databaseNow, type CorrectionDetail, type CorrectionRow } from './store.ts'
import type { Approved, CorrectionWish } from './types.ts'

/** The two persons of a merge, survivor first. */
export const pairOf = async (parts: CorrectionParts, { personIds }: CorrectionRow) => {
  const [survivorId = '', otherId = ''] = personIds
  return {
    survivor: await requireRegistered(parts.register, survivorId),
    other: await requireRegistered(parts.register, otherId),
  }
}

interface Closing {
  row: CorrectionRow
  survivor: RegisterPerson
  other: RegisterPerson
}

const eventOf = (row: CorrectionRow, kind: string) => ({
  kind,
  channel: row.detail.asked.channel,
  by: { kind: 'staff', id: row.askedBy },
  detail: { correction: row.id },
})

/** The register's half of closing the other: their numbers lead to the survivor from this commit on. */
const recordClosing = async (
  parts: CorrectionParts,
  connection: Connection,
  { closing, detail }: { closing: Closing; detail: Partial<CorrectionDetail> },
): Promise<void> => {
  const { row, survivor, other } = closing
  const at = nowOf(parts)
  const identifiers = await selectIdentifiers(connection, other.id)
  const hashes = await selectHashes(connection, other.id)
  const merged = await parts.register.transition(connection, other.id, {
    expectState: other.state,
    expectVersion: other.version,
    change: { state: 'merged', stateBefore: other.state, due: null, event: eventOf(row, 'merged') },
  })
  const noted = await parts.register.transition(connection, survivor.id, {
    expectState: survivor.state,
    expectVersion: survivor.version,
    change: { event: eventOf(row, 'took-over') },
  })
  if (!merged || !noted || hashes === undefined) stop('correction-under-way')
  await moveIdentifiers(connection, { from: other.id, to: survivor.id, at })
  const represented = await takeRepresentations(connection, { from: other.id, to: survivor.id })
  const forgotten = await takeForgotten(connection, { from: other.id, to: survivor.id })
  // The older record is the survivor's from now on: their first refusal must leave it its transition (rules ENR-6).
  if (other.legacy) await markLegacy(connection, survivor.id)
  const numbers = identifiers.map(({ hash }) => Buffer.from(hash, 'hex'))
  // Trust: what waits to lead back in would wait the merge out, and open at once when it is undone.
  const doer = { by: { kind: 'staff', id: row.askedBy }, channel: row.detail.asked.channel }
  if (other.spaceId !== null) await parts.credentials.endRecovery(connection, other.spaceId, doer)
  if (survivor.spaceId !== null) await parts.persons.leadToSpace(connection, survivor.spaceId, numbers)
  await queueFollowingOf(parts, connection, row)
  const due = other.dueKind === null || other.dueAt === null ? null : { kind: other.dueKind, at: other.dueAt }
  const taken = { represented, forgotten, legacyTaken: other.legacy && !survivor.legacy }
  const kept = { stateBefore: other.state, due, identifiers, ...taken, ...(hashes ? { hashes } : {}) }
  await advance(connection, row.id, { from: 'begun', to: 'closed', at, detail: { ...detail, ...kept } })
}

/** Somebody decided otherwise since it was asked, and nothing is done yet. */
const abandon = async (parts: CorrectionParts, row: CorrectionRow, reason: CorrectionReason): Promise<never> => {
  const at = nowOf(parts)
  const step = { from: 'begun', to: 'abandoned', state: 'undone', at, detail: { ended: reason } } as const
  await parts.database.transaction((connection) => advance(connection, row.id, step))
  return stop(reason)
}

/**
 * Closes the other's space and turns their numbers to the survivor, in one transaction: a deposit is before it, and copied with the
 * rest, or behind it, and goes to the survivor.
 */
const closeOther = async (parts: CorrectionParts, row: CorrectionRow): Promise<void> => {
  const before = await pairOf(parts, row)
  const hindrance = findMergeHindrance(before.survivor, before.other)
  if (hindrance) return abandon(parts, row, hindrance)
  if (before.other.spaceId !== null && before.survivor.spaceId === null) await parts.prepareSpace(before.survivor.id)
  const closing = { row, ...(await pairOf(parts, row)) }
  const { spaceId } = closing.other
  if (spaceId === null) {
    await parts.database.transaction(async (connection) =>
      recordClosing(parts, connection, { closing, detail: { since: await databaseNow(connection) } }),
    )
    return
  }
  await parts.door.open(visitTo(row, spaceId, 'correct-identity'), async (opened) => {
    const { n, at } = await opened.place
    const accessBefore = opened.standing.state === 'waiting' ? 'waiting' : 'open'
    const detail = { accessBefore, historyBefore: String(BigInt(n) + 1n), since: at } as const
    await opened.alongside((connection) => recordClosing(parts, connection, { closing, detail }))
    await opened.changeState('closed')
  })
}

/** The two spaces; nothing where there is none on one side, or no longer: whoever left took both along. */
const spacesOf = async (parts: CorrectionParts, row: CorrectionRow): Promise<Spaces | undefined> => {
  const { survivor, other } = await pairOf(parts, row)
  if (survivor.spaceId === null || other.spaceId === null) return undefined
  return { from: other.spaceId, to: survivor.spaceId }
}

const finish = (parts: CorrectionParts, row: CorrectionRow): Promise<void> =>
  parts.database.transaction(async (connection) => {
    await advance(connection, row.id, { from: row.step, to: 'done', state: 'done', at: nowOf(parts) })
    await queueFollowingOf(parts, connection, row)
  })

const bringDocuments = async (parts: CorrectionParts, row: CorrectionRow, spaces: Spaces): Promise<void> => {
  const way = { correctionId: row.id, ...spaces, visitor: visitorOf(row) }
  const { copied } = await parts.transfers.transfer(way)
  await parts.transfers.bringMeasurements(way)
  await parts.transfers.bringCare(way)
  await parts.transfers.bringArrangement(way)
  // last: its lines name documents and folders as they are here by now
  await parts.transfers.bringProfile(way)
  await parts.database.transaction((connection) =>
    advance(connection, row.id, { from: 'tied', to: 'copied', at: nowOf(parts), detail: { copied } }),
  )
}

/** A step between two spaces; without both there is nothing to bring any more. */
const between =
  (parts: CorrectionParts, bring: (parts: CorrectionParts, row: CorrectionRow, spaces: Spaces) => Promise<void>) =>
  async (row: CorrectionRow): Promise<void> => {
    const spaces = await spacesOf(parts, row)
    return spaces === undefined ? finish(parts, row) : bring(parts, row, spaces)
  }

/** Goes on with a merge from where it stands. */
export const runMerge = (parts: CorrectionParts, id: string): Promise<CorrectionRow> =>
  runSteps(parts, id, {
    begun: (row) => closeOther(parts, row),
    closed: between(parts, bringTies),
    tied: between(parts, bringDocuments),
    copied: between(parts, async (_, row, spaces) => {
      await bringHistory(parts, row, spaces)
      await finish(parts, row)
    }),
  })

type Pair = Omit<Extract<CorrectionWish, { kind: 'merge' }>, 'kind'>

/** Stops what cannot be made one as things stand. */
export const requireMergeable = async ({ register }: CorrectionParts, { survivorId, otherId }: Pair): Promise<void> => {
  const survivor = await requireRegistered(register, survivorId)
  const hindrance = findMergeHindrance(survivor, await requireRegistered(register, otherId))
  if (hindrance) stop(hindrance)
}

/** Begins to make one person of two. Each step is a transaction; whatever stops it, `resume` goes on. */
export const beginMerge = async (parts: CorrectionParts, approved: Approved, pair: Pair): Promise<CorrectionRow> => {
  requireApproval(approved)
  await requireMergeable(parts, pair)
  const personIds = [pair.survivorId, pair.otherId]
  const row = describeCorrection(parts, approved, { kind: 'merge', personIds, state: 'running' })
  await parts.database.transaction((connection) => recordCorrection(connection, row))
  return row
}

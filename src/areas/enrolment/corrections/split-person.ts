import type { Visitor } from '../../../access/types.ts'
import { Problem } from '../../../platform/problem.ts'
import { requireRegistered } from '../register/require-registered.ts'
import type { RegisterPerson } from '../register/types.ts'
import {
  advance,
  describeCorrection,
  nowOf,
  recordCorrection,
  requireApproval,
  runSteps,
  stop,
  visitorOf,
  type CorrectionParts,
} from './correction-parts.ts'
import { findSplitHindrance } from './rules.ts'
import type { CorrectionDetail, CorrectionRow } from './store.ts'
import type { Approved, CorrectionWish } from './types.ts'

/** What a transfer is, with the two spaces as they stand by now: null where one was erased, or is not there yet. */
const movementOf = async (parts: CorrectionParts, row: CorrectionRow) => {
  const [fromId = '', toId = ''] = row.personIds
  const { spaceId: from } = await requireRegistered(parts.register, fromId)
  const { spaceId: to } = await requireRegistered(parts.register, toId)
  return { correctionId: row.id, from, to, visitor: visitorOf(row), only: row.detail.documentIds ?? [] }
}

const step = (
  parts: CorrectionParts,
  row: CorrectionRow,
  { to, ...detail }: { to: 'copied' | 'done' | 'undone' } & Partial<CorrectionDetail>,
): Promise<void> =>
  parts.database.transaction((connection) =>
    advance(connection, row.id, {
      from: row.step,
      to,
      at: nowOf(parts),
      ...(to === 'copied' ? {} : { state: to }),
      detail,
    }),
  )

/** Whoever handed over is gone with their space: what has arrived stays with whom it belongs to, and nothing is left to mark. */
const endWithoutSource = (parts: CorrectionParts, row: CorrectionRow): Promise<void> =>
  step(parts, row, { to: 'done', ended: 'correction-erased' })

const copyDocuments = async (parts: CorrectionParts, row: CorrectionRow): Promise<void> => {
  const target = await requireRegistered(parts.register, row.personIds[1] ?? '')
  if (target.spaceId === null) await parts.prepareSpace(target.id)
  const { from, to, ...transfer } = await movementOf(parts, row)
  if (from === null) return endWithoutSource(parts, row)
  if (to === null) return stop('correction-target-shut')
  await parts.transfers.transfer({ ...transfer, from, to })
  await step(parts, row, { to: 'copied' })
}

const markSource = async (parts: CorrectionParts, row: CorrectionRow): Promise<void> => {
  const { from, to, ...transfer } = await movementOf(parts, row)
  if (from === null) return endWithoutSource(parts, row)
  if (to === null) return stop('correction-erased')
  await parts.transfers.markHanded({ ...transfer, from, to })
  await step(parts, row, { to: 'done' })
}

/** Goes on with a split from where it stands. */
export const runSplit = (parts: CorrectionParts, id: string): Promise<CorrectionRow> =>
  runSteps(parts, id, {
    begun: (row) => copyDocuments(parts, row),
    copied: (row) => markSource(parts, row),
  })

/** Goes on with the undoing of a split: the originals stand again, in the state of the copies, which go. */
export const runUndoSplit = (parts: CorrectionParts, id: string): Promise<CorrectionRow> =>
  runSteps(parts, id, {
    'undo-begun': async (row) => {
      const { only: _chosen, ...back } = await movementOf(parts, row)
      await parts.transfers.takeBack(back)
      await step(parts, row, { to: 'undone' })
    },
  })

type Split = Omit<Extract<CorrectionWish, { kind: 'split' }>, 'kind'>

const requireSplittable = async (
  { register }: CorrectionParts,
  { fromId, toId, documentIds }: Split,
): Promise<RegisterPerson> => {
  const from = await requireRegistered(register, fromId)
  const hindrance = findSplitHindrance(from, await requireRegistered(register, toId))
  if (hindrance) stop(hindrance)
  if (documentIds.length === 0) stop('correction-changes-nothing')
  return from
}

/** Stops what cannot be handed over as things stand. Problem `incorrect` names the documents that are not there. */
export const checkSplit = async (parts: CorrectionParts, visitor: Visitor, wish: Split): Promise<void> => {
  const { spaceId } = await requireSplittable(parts, wish)
  const there = spaceId === null ? [] : await parts.transfers.listDeposits(visitor, spaceId)
  const known = new Set(there.map(({ documentId }) => documentId))
  const unknown = wish.documentIds.filter((id) => !known.has(id))
  if (unknown.length > 0)
    throw new Problem('incorrect', 'correction-documents-unknown', { details: { documents: unknown.join(', ') } })
}

/** Begins to hand documents over: they are copied first, then marked entered-in-error where they were. */
export const beginSplit = async (parts: CorrectionParts, approved: Approved, wish: Split): Promise<CorrectionRow> => {
  requireApproval(approved)
  await requireSplittable(parts, wish)
  const { fromId, toId, documentIds } = wish
  const asked = { kind: 'split', state: 'running', detail: { documentIds } } as const
  const row = describeCorrection(parts, approved, { ...asked, personIds: [fromId, toId] })
  await parts.database.transaction((connection) => recordCorrection(connection, row))
  return row
}

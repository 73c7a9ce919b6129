import {
  advance,
  describeCorrection,
  nowOf,
  recordCorrection,
  requireApproval,
  requirePersonById,
  runSteps,
  stop,
  visitorOf,
  type CorrectionParts,
} from './correction-parts.ts'
import { findSplitHindrance } from './rules.ts'
import type { CorrectionRow } from './store.ts'
import type { Correction, Corrections } from './types.ts'

const transferOf = async (parts: CorrectionParts, row: CorrectionRow) => {
  const [fromId = '', toId = ''] = row.personIds
  const from = await requirePersonById(parts, fromId)
  const to = await requirePersonById(parts, toId)
  if (from.spaceId === null || to.spaceId === null) return stop('correction-erased')
  const only = row.detail.documentIds ?? []
  return { correctionId: row.id, from: from.spaceId, to: to.spaceId, visitor: visitorOf(row), only }
}

const step = (parts: CorrectionParts, row: CorrectionRow, to: 'copied' | 'done' | 'undone'): Promise<void> =>
  parts.database.transaction((connection) =>
    advance(connection, row.id, {
      from: row.step,
      to,
      at: nowOf(parts),
      ...(to === 'copied' ? {} : { state: to }),
    }),
  )

const copyDocuments = async (parts: CorrectionParts, row: CorrectionRow): Promise<void> => {
  const target = await requirePersonById(parts, row.personIds[1] ?? '')
  if (target.spaceId === null) await parts.prepareSpace(target.id)
  await parts.transfers.transfer(await transferOf(parts, row))
  await step(parts, row, 'copied')
}

const markSource = async (parts: CorrectionParts, row: CorrectionRow): Promise<void> => {
  await parts.transfers.markHanded(await transferOf(parts, row))
  await step(parts, row, 'done')
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
      await parts.transfers.takeBack(await transferOf(parts, row))
      await step(parts, row, 'undone')
    },
  })

/** Hands documents that belong to another person over to them: copied first, then marked entered-in-error where they were. */
export const createSplitPerson =
  (parts: CorrectionParts): Corrections['split'] =>
  async (approved, { fromId, toId, documentIds }): Promise<Correction> => {
    requireApproval(approved)
    const from = await requirePersonById(parts, fromId)
    const hindrance = findSplitHindrance(from, await requirePersonById(parts, toId))
    if (hindrance) stop(hindrance)
    if (documentIds.length === 0) stop('correction-changes-nothing')
    const row = describeCorrection(parts, approved, {
      kind: 'split',
      personIds: [fromId, toId],
      state: 'running',
      detail: { documentIds },
    })
    await parts.database.transaction((connection) => recordCorrection(connection, row))
    return runSplit(parts, row.id)
  }

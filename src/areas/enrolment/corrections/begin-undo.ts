import type { Connection } from '../../../platform/database/database.ts'
import { requireRegistered } from '../register/require-registered.ts'
import { identityStands } from './correct-identity.ts'
import { advance, nowOf, requireApproval, requireCorrection, stop, type CorrectionParts } from './correction-parts.ts'
import { findUndoHindrance } from './rules.ts'
import { findOther, type CorrectionRow } from './store.ts'
import type { Approved } from './types.ts'

/** Whether what an undo puts back is still there: asked before it begins, so that none stops half way. */
const requireKept = async ({ register }: CorrectionParts, row: CorrectionRow): Promise<void> => {
  const [first, second] = await Promise.all(row.personIds.map((id) => requireRegistered(register, id)))
  if (row.kind === 'merge' && row.detail.accessBefore !== undefined && second?.spaceId === null)
    stop('correction-erased')
  if (row.kind === 'split' && (first?.spaceId === null || second?.spaceId === null)) stop('correction-erased')
  if (row.sealed !== null && first && !identityStands(first, row)) stop('correction-later-stands')
}

/** The correction, if it can be taken back; the Problem that stands against it otherwise. */
const requireUndoable = async (parts: CorrectionParts, correctionId: string): Promise<CorrectionRow> => {
  const row = await requireCorrection(parts, correctionId)
  if (row.state === 'done') await requireKept(parts, row)
  return row
}

const requireUnhindered = async (parts: CorrectionParts, connection: Connection, row: CorrectionRow): Promise<void> => {
  const { personIds } = row
  const under = await findOther(connection, { personIds, states: ['running', 'undoing'] })
  if (under !== undefined) stop('correction-under-way')
  const later = await findOther(connection, { personIds, states: ['done'], behind: row.id })
  const hindrance = findUndoHindrance(row, { now: nowOf(parts), later: later !== undefined })
  if (hindrance) stop(hindrance)
}

/** Stops what cannot be taken back as things stand. */
export const checkUndo = async (parts: CorrectionParts, correctionId: string): Promise<void> => {
  const row = await requireUndoable(parts, correctionId)
  await parts.database.transaction((connection) => requireUnhindered(parts, connection, row))
}

/** Begins to take a correction back. */
export const beginUndo = async (
  parts: CorrectionParts,
  approved: Approved,
  correctionId: string,
): Promise<CorrectionRow> => {
  requireApproval(approved)
  const row = await requireUndoable(parts, correctionId)
  await parts.database.transaction(async (connection) => {
    await requireUnhindered(parts, connection, row)
    await advance(connection, row.id, { from: 'done', to: 'undo-begun', state: 'undoing', at: nowOf(parts) })
  })
  return requireCorrection(parts, correctionId)
}

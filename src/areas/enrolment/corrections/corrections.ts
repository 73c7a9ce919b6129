import type { Visitor } from '../../../access/types.ts'
import { Problem } from '../../../platform/problem.ts'
import type { RegisterPerson } from '../register/types.ts'
import {
  advance,
  nowOf,
  requireApproval,
  requireCorrection,
  requirePersonById,
  stop,
  type CorrectionParts,
} from './correction-parts.ts'
import {
  createCorrectTraits,
  createFollowRegister,
  createReplaceIdentifier,
  identityStands,
  undoIdentity,
} from './correct-identity.ts'
import { createMergePersons, runMerge } from './merge-persons.ts'
import { selectIdentifiers } from './person-rows/store.ts'
import { findMergeHindrance, findUndoHindrance } from './rules.ts'
import { createSplitPerson, runSplit, runUndoSplit } from './split-person.ts'
import { findOther, selectCorrections, selectStopped, type CorrectionRow } from './store.ts'
import type { Correction, Corrections, MergeSide } from './types.ts'
import { runUndoMerge } from './undo-merge.ts'

const shown = ({ id, kind, personIds, askedBy, confirmedBy, ...row }: Correction): Correction => {
  const { at, state, reversibleUntil, undoneAt } = row
  return { id, kind, personIds, askedBy, confirmedBy, at, state, reversibleUntil, undoneAt }
}

const requireOperator = ({ actor }: Visitor): void => {
  if (actor.kind !== 'staff' || !actor.roles.includes('operator'))
    throw new Problem('refused', 'correction-needs-operator')
}

/** Goes on with whatever is under way, from where it stands. */
const goOn = async (parts: CorrectionParts, row: CorrectionRow): Promise<CorrectionRow> => {
  if (row.state === 'running') return row.kind === 'merge' ? runMerge(parts, row.id) : runSplit(parts, row.id)
  if (row.state !== 'undoing') return row
  if (row.kind === 'merge') return runUndoMerge(parts, row.id)
  if (row.kind === 'split') return runUndoSplit(parts, row.id)
  await undoIdentity(parts, row)
  return requireCorrection(parts, row.id)
}

/** Whether what an undo puts back is still there: asked before it begins, so that none stops half way. */
const requireUndoable = async (parts: CorrectionParts, row: CorrectionRow): Promise<void> => {
  const [first, second] = await Promise.all(row.personIds.map((id) => requirePersonById(parts, id)))
  if (row.kind === 'merge' && row.detail.accessBefore !== undefined && second?.spaceId === null)
    stop('correction-erased')
  if (row.kind === 'split' && (first?.spaceId === null || second?.spaceId === null)) stop('correction-erased')
  if (row.sealed !== null && first && !identityStands(first, row)) stop('correction-later-stands')
}

const createUndo =
  (parts: CorrectionParts): Corrections['undo'] =>
  async (approved, correctionId) => {
    requireApproval(approved)
    const row = await requireCorrection(parts, correctionId)
    if (row.state === 'done') await requireUndoable(parts, row)
    await parts.database.transaction(async (connection) => {
      const { personIds } = row
      const under = await findOther(connection, { personIds, states: ['running', 'undoing'] })
      if (under !== undefined) stop('correction-under-way')
      const later = await findOther(connection, { personIds, states: ['done'], behind: row.id })
      const hindrance = findUndoHindrance(row, { now: nowOf(parts), later: later !== undefined })
      if (hindrance) stop(hindrance)
      const at = nowOf(parts)
      await advance(connection, row.id, { from: 'done', to: 'undo-begun', state: 'undoing', at })
    })
    return shown(await goOn(parts, await requireCorrection(parts, correctionId)))
  }

const createPreviewMerge = (parts: CorrectionParts): Corrections['previewMerge'] => {
  const sideOf = async (visitor: Visitor, person: RegisterPerson): Promise<MergeSide> => {
    const identifiers = await selectIdentifiers(parts.database, person.id)
    const deposits = person.spaceId === null ? [] : await parts.transfers.listDeposits(visitor, person.spaceId)
    return {
      state: person.state,
      activated: person.activatedAt !== null,
      identifiers: identifiers.length,
      documents: deposits.length,
    }
  }
  return async (visitor, { survivorId, otherId }) => {
    requireOperator(visitor)
    const survivor = await requirePersonById(parts, survivorId)
    const other = await requirePersonById(parts, otherId)
    const hindrance = findMergeHindrance(survivor, other)
    return {
      survivor: await sideOf(visitor, survivor),
      other: await sideOf(visitor, other),
      ...(hindrance ? { hindrance } : {}),
    }
  }
}

const createPreviewSplit =
  (parts: CorrectionParts): Corrections['previewSplit'] =>
  async (visitor, personId) => {
    requireOperator(visitor)
    const { spaceId } = await requirePersonById(parts, personId)
    return spaceId === null ? [] : parts.transfers.listDeposits(visitor, spaceId)
  }

/** Whatever is under way and has not moved for this long was stopped: another process goes on with it. */
const stoppedMs = 600_000

const createResumeAll = (parts: CorrectionParts) => async (): Promise<number> => {
  const before = new Date(parts.clock.now().getTime() - stoppedMs).toISOString()
  const stopped = await selectStopped(parts.database, before)
  // one that cannot go on must not hold up the others
  const ended = await Promise.allSettled(stopped.map((row) => goOn(parts, row)))
  return ended.filter(({ status }) => status === 'fulfilled').length
}

/** Builds the corrections of identities. */
export const createCorrections = (parts: CorrectionParts): Corrections => ({
  correctTraits: async (approved, change) => shown(await createCorrectTraits(parts)(approved, change)),
  replaceIdentifier: async (approved, change) => shown(await createReplaceIdentifier(parts)(approved, change)),
  previewMerge: createPreviewMerge(parts),
  merge: async (approved, pair) => shown(await createMergePersons(parts)(approved, pair)),
  previewSplit: createPreviewSplit(parts),
  split: async (approved, change) => shown(await createSplitPerson(parts)(approved, change)),
  undo: createUndo(parts),
  resume: async (id) => shown(await goOn(parts, await requireCorrection(parts, id))),
  resumeAll: createResumeAll(parts),
  list: async (limit) => (await selectCorrections(parts.database, limit)).map(shown),
  followRegister: createFollowRegister(parts),
})

import { Problem } from '../../../platform/problem.ts'
import { undoIdentity } from './correct-identity.ts'
import { advance, nowOf, requireCorrection, type CorrectionParts } from './correction-parts.ts'
import { runMerge } from './merge-persons.ts'
import { isEnding } from './rules.ts'
import { runSplit, runUndoSplit } from './split-person.ts'
import type { Advance, CorrectionRow } from './store.ts'
import { runUndoMerge } from './undo-merge.ts'

const run = async (parts: CorrectionParts, row: CorrectionRow): Promise<CorrectionRow> => {
  if (row.state === 'running') return row.kind === 'merge' ? runMerge(parts, row.id) : runSplit(parts, row.id)
  if (row.state !== 'undoing') return row
  if (row.kind === 'merge') return runUndoMerge(parts, row.id)
  if (row.kind === 'split') return runUndoSplit(parts, row.id)
  await undoIdentity(parts, row)
  return requireCorrection(parts, row.id)
}

/** Where a correction goes that can neither go on nor be gone on with later. */
const wayOut = ({ state, kind, step }: CorrectionRow): Pick<Advance, 'to' | 'state'> => {
  if (kind === 'merge' && step === 'begun') return { to: 'abandoned', state: 'undone' }
  // what was copied is taken back, what was closed opens again
  if (state === 'running') return { to: 'undo-begun', state: 'undoing' }
  // an identity that somebody wrote anew stands: the correction was not taken back
  if (kind === 'traits' || kind === 'identifier') return { to: 'done', state: 'done' }
  return { to: 'undone', state: 'undone' }
}

const end = async (parts: CorrectionParts, id: string, reason: string): Promise<void> => {
  const row = await requireCorrection(parts, id)
  if (row.state !== 'running' && row.state !== 'undoing') return
  const step = { from: row.step, ...wayOut(row), at: nowOf(parts), detail: { ended: reason } }
  await parts.database.transaction((connection) => advance(connection, id, step))
  if (step.state === 'undoing') await goOn(parts, await requireCorrection(parts, id))
}

/**
 * Goes on with whatever is under way, from where it stands. One that meets a reason that no waiting mends is taken back, as far as
 * there is anything left, and keeps the reason: the persons are free for other corrections. The reason is thrown all the same.
 */
export const goOn = async (parts: CorrectionParts, row: CorrectionRow): Promise<CorrectionRow> => {
  try {
    return await run(parts, row)
  } catch (error) {
    if (error instanceof Problem && isEnding(error.reason)) await end(parts, row.id, error.reason)
    throw error
  }
}

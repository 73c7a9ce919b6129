import { sqlState, type Connection, type Database } from '../../../../platform/database/database.ts'
import { Problem } from '../../../../platform/problem.ts'
import { dropUnnamed, linkRepresentatives } from '../representatives/store.ts'
import { advanceRun, insertFlaws, type FlawLine, type RunStep } from '../runs/store.ts'
import type { PreparedBatch } from './prepare-batch.ts'
import { insertPersons, markMet, markSharedContacts, updatePersons, type ImportStamp } from './store.ts'

/** Where a batch begins and ends in the file, and when it is written. */
export type BatchStep = Pick<RunStep, 'importId' | 'fromByte' | 'toByte' | 'line' | 'at'>

/** Something else wrote a person of this batch since it was prepared: prepare it again. */
export class BatchOutdated extends Error {
  override readonly name = 'BatchOutdated'
}

const sharedFlaws = (batch: PreparedBatch, ids: readonly string[]): FlawLine[] => {
  const shared = new Set(ids)
  return [...batch.fresh, ...batch.changed]
    .filter(({ id }) => shared.has(id))
    .map(({ line }) => ({
      line,
      // Behind those the rules found: a line has fewer than a thousand.
      n: 1000,
      column: 'email',
      severity: 'warning' as const,
      reason: 'line-contact-shared',
      details: { field: 'email' },
    }))
}

const contactsOf = ({ fresh, changed }: PreparedBatch): Buffer[] =>
  [...fresh, ...changed].flatMap(({ contactHash }) => (contactHash ? [contactHash] : []))

const countsOf = (batch: PreparedBatch): Pick<RunStep, 'accepted' | 'changed' | 'unchanged' | 'rejected'> => ({
  accepted: batch.fresh.length,
  changed: batch.changed.length,
  unchanged: batch.met.length - batch.changed.length,
  rejected: batch.rejected,
})

const writeAll = async (connection: Connection, batch: PreparedBatch, step: BatchStep): Promise<void> => {
  const stamp: ImportStamp = { importId: step.importId, at: step.at }
  const corrected = batch.changed.map(({ id }) => id)
  // First, and awaited: whoever else is at this run waits here and then learns that the position has moved.
  if (!(await advanceRun(connection, { ...step, ...countsOf(batch) })))
    throw new Problem('conflict', 'import-running-elsewhere', { details: { command: 'carnet persons status' } })
  // All are sent before the first answer is awaited; the server does them in this order.
  const [inserted, updated, met, shared] = await Promise.all([
    insertPersons(connection, stamp, batch.fresh),
    updatePersons(connection, stamp, batch.changed),
    markMet(connection, stamp, batch.met),
    markSharedContacts(connection, contactsOf(batch)),
    dropUnnamed(connection, corrected, batch.representatives),
    linkRepresentatives(connection, step.at, batch.representatives),
    insertFlaws(connection, step.importId, batch.flaws),
  ])
  const asPrepared = inserted === batch.fresh.length && updated === batch.changed.length && met === batch.met.length
  if (!asPrepared) throw new BatchOutdated()
  await insertFlaws(connection, step.importId, sharedFlaws(batch, shared))
}

// Spec: PostgreSQL, deadlock_detected: two runs over the same persons in another order.
const deadlock = '40P01'

/**
 * Writes a batch and the run's new position in one transaction: after a crash both are there or neither is.
 * Throws BatchOutdated, and writes nothing, when the register is no longer as the batch found it.
 */
export const writeBatch = async (database: Database, batch: PreparedBatch, step: BatchStep): Promise<void> => {
  try {
    await database.transaction((connection) => writeAll(connection, batch, step))
  } catch (error) {
    throw sqlState(error) === deadlock ? new BatchOutdated('', { cause: error }) : error
  }
}

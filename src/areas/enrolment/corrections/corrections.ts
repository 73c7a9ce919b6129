import type { Visitor } from '../../../access/types.ts'
import { Problem } from '../../../platform/problem.ts'
import { describeError } from '../../../platform/log.ts'
import { requireRegistered } from '../register/require-registered.ts'
import type { RegisterPerson } from '../register/types.ts'
import { requireCorrection, type CorrectionParts } from './correction-parts.ts'
import { beginUndo, checkUndo } from './begin-undo.ts'
import { correctTraits, followRegister, planIdentifier, planTraits, replaceIdentifier } from './correct-identity.ts'
import { createSweepAway } from './drop-away.ts'
import { goOn } from './go-on.ts'
import { beginMerge, requireMergeable } from './merge-persons.ts'
import { selectIdentifiers } from './person-rows/store.ts'
import { findMergeHindrance } from './rules.ts'
import { beginSplit, checkSplit } from './split-person.ts'
import { selectCorrections, selectStopped, type CorrectionRow } from './store.ts'
import type { Correction, Corrections, MergeSide } from './types.ts'

const shown = ({ id, kind, personIds, askedBy, confirmedBy, ...row }: CorrectionRow): Correction => {
  const { at, state, reversibleUntil, undoneAt } = row
  const { ended } = row.detail
  const ids = { id, kind, personIds, askedBy, confirmedBy }
  return { ...ids, at, state, reversibleUntil, undoneAt, ...(ended === undefined ? {} : { ended }) }
}

const requireOperator = ({ actor }: Visitor): void => {
  if (actor.kind !== 'staff' || !actor.roles.includes('operator'))
    throw new Problem('refused', 'correction-needs-operator')
}

const createCheck =
  (parts: CorrectionParts): Corrections['check'] =>
  async (visitor, wish) => {
    requireOperator(visitor)
    if (wish.kind === 'traits') await planTraits(parts, wish)
    else if (wish.kind === 'identifier') await planIdentifier(parts, wish)
    else if (wish.kind === 'merge') await requireMergeable(parts, wish)
    else if (wish.kind === 'split') await checkSplit(parts, visitor, wish)
    else await checkUndo(parts, wish.correctionId)
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
    const survivor = await requireRegistered(parts.register, survivorId)
    const other = await requireRegistered(parts.register, otherId)
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
    const { spaceId } = await requireRegistered(parts.register, personId)
    return spaceId === null ? [] : parts.transfers.listDeposits(visitor, spaceId)
  }

/** Whatever is under way and has not moved for this long was stopped: another process goes on with it. */
const stoppedMs = 600_000

/** One that cannot go on must not hold up the others, and is told to whoever reads the log. */
const createResumeAll = (parts: CorrectionParts) => async (): Promise<number> => {
  const before = new Date(parts.clock.now().getTime() - stoppedMs).toISOString()
  const stopped = await selectStopped(parts.database, before)
  const resume = async (row: CorrectionRow): Promise<number> => {
    try {
      await goOn(parts, row)
      return 1
    } catch (error) {
      const reason = error instanceof Problem ? { reason: error.reason } : {}
      parts.log.warn('correction-stopped', { requestId: row.id, ...reason, ...describeError(error) })
      return 0
    }
  }
  const ended = await Promise.all(stopped.map(resume))
  return ended.reduce((sum, one) => sum + one, 0)
}

/** Builds the corrections of identities. */
export const createCorrections = (parts: CorrectionParts): Corrections => ({
  check: createCheck(parts),
  correctTraits: async (approved, wish) => shown(await correctTraits(parts, approved, wish)),
  replaceIdentifier: async (approved, wish) => shown(await replaceIdentifier(parts, approved, wish)),
  previewMerge: createPreviewMerge(parts),
  merge: async (approved, pair) => shown(await goOn(parts, await beginMerge(parts, approved, pair))),
  previewSplit: createPreviewSplit(parts),
  split: async (approved, wish) => shown(await goOn(parts, await beginSplit(parts, approved, wish))),
  undo: async (approved, id) => shown(await goOn(parts, await beginUndo(parts, approved, id))),
  resume: async (id) => shown(await goOn(parts, await requireCorrection(parts, id))),
  resumeAll: createResumeAll(parts),
  sweepAway: createSweepAway(parts),
  find: async (id) => shown(await requireCorrection(parts, id)),
  list: async (limit) => (await selectCorrections(parts.database, limit)).map(shown),
  followRegister: (personId) => followRegister(parts, personId),
})

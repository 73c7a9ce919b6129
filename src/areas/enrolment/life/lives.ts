import type { Log } from '../../../platform/log.ts'
import { createComeOfAge } from './come-of-age.ts'
import { createEraseRemains } from './erase-remains.ts'
import {
  createEraseSpace,
  createFollowDeath,
  createLivingStep,
  createOpposeOpening,
  createRecordDeath,
} from './leave-space.ts'
import { createActivateSpace, createAwaitDeposits, createOpenSpace, createPrepareSpace } from './open-space.ts'
import { createOpenWhenTold } from './open-when-told.ts'
import { createRunDue } from './run-due.ts'
import type { LifeParts } from './take-step.ts'
import type { Lives } from './types.ts'

/** Builds the life of spaces over the door and the register. */
export const createLives = (parts: LifeParts, log: Log): Lives => {
  const open = createOpenSpace(parts)
  const close = createLivingStep(parts, 'closed')
  const due = {
    open: createOpenWhenTold(parts, open),
    remind: createLivingStep(parts, 'reminded'),
    close,
    erase: createEraseSpace(parts),
  }
  return {
    oppose: createOpposeOpening(parts),
    opposeLate: createLivingStep(parts, 'opposed-late'),
    open,
    activate: createActivateSpace(parts),
    close,
    reopen: createLivingStep(parts, 'reopened'),
    suspend: createLivingStep(parts, 'suspended'),
    resume: createLivingStep(parts, 'resumed'),
    object: createLivingStep(parts, 'objected'),
    requestErasure: createLivingStep(parts, 'erasure-requested'),
    cancelErasure: createLivingStep(parts, 'erasure-cancelled'),
    recordDeath: createRecordDeath(parts),
    followDeath: createFollowDeath(parts),
    correctDeath: createLivingStep(parts, 'death-corrected'),
    runDue: createRunDue({ parts, steps: due, comeOfAge: createComeOfAge(parts), log }),
    awaitDeposits: createAwaitDeposits(parts),
    prepareSpace: createPrepareSpace(parts),
    eraseRemains: createEraseRemains(parts),
  }
}

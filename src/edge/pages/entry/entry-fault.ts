import { Problem } from '../../../platform/problem.ts'
import type { Ask } from '../ask.ts'
import { formFault, type FormFault } from '../form-fault.ts'

/**
 * What went wrong with a form of the way, as the form tells it. A pass that ended is thrown again: its page comes instead of the
 * form. `field` is how the page calls the field.
 */
export const entryFault = (ask: Ask, error: unknown, field?: string): FormFault => {
  if (!(error instanceof Problem) || error.reason === 'entry-ended') throw error
  // Out of order for everybody or for this number alone: another contact may be typed.
  const isTyped = error.reason.startsWith('sms-')
  return formFault(ask, isTyped ? new Problem('incorrect', error.reason, { details: error.details }) : error, field)
}

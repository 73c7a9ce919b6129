import { Problem } from '../../../platform/problem.ts'
import { sentenceOf, type Ask } from '../ask.ts'
import { formFault, type FormFault } from '../form-fault.ts'

/**
 * What went wrong with a form of the way, as the form tells it. A pass that ended is thrown again: its page comes instead of the
 * form. `field` is how the page calls the field, for sentences that name it.
 */
export const entryFault = (ask: Ask, error: unknown, field?: string): FormFault => {
  if (!(error instanceof Problem) || error.reason === 'entry-ended') throw error
  const details = field === undefined ? error.details : { ...error.details, field }
  // Out of order for everybody or for this number alone: another contact may be typed.
  if (error.reason.startsWith('sms-')) return { says: sentenceOf(ask, error.reason, details), status: 422 }
  return formFault(ask, new Problem(error.kind, error.reason, { details }))
}

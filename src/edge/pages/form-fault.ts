import { Problem, type ProblemKind } from '../../platform/problem.ts'
import { sentenceOf, type Ask } from './ask.ts'

/** A fault that a form tells of itself, and the status of the page that shows it. */
export interface FormFault {
  says: string
  status: number
}

const shown: ReadonlySet<string> = new Set(['incorrect', 'unauthenticated', 'refused', 'conflict', 'busy'])

const statuses: Partial<Record<ProblemKind, number>> = { conflict: 409, busy: 429 }

/**
 * A problem of what was typed, as the form tells it; what has another cause, or ended the whole sign-in, is thrown again. `field` is
 * how the page calls the field, for sentences that name it.
 */
export const formFault = (ask: Ask, error: unknown, field?: string): FormFault => {
  const isTyped = error instanceof Problem && shown.has(error.kind) && error.reason !== 'sign-in-expired'
  if (!isTyped) throw error
  const details = field === undefined ? error.details : { ...error.details, field }
  return { says: sentenceOf(ask, error.reason, details), status: statuses[error.kind] ?? 422 }
}

import { Problem } from '../../../../platform/problem.ts'
import { sentenceOf, type SpaceAsk } from '../../ask.ts'
import { depositFault } from '../../deposit-fault.ts'

const aboutSent: ReadonlySet<string> = new Set(['added-enough-today', 'upload-unknown', 'upload-not-complete'])

/** What is wrong with what was sent, in words for people; whatever is not about that goes on. */
export const faultWords = (ask: SpaceAsk, error: unknown): string => {
  if (!(error instanceof Problem) || (error.kind !== 'incorrect' && !aboutSent.has(error.reason))) throw error
  return depositFault(ask, error)?.says ?? sentenceOf(ask, error.reason, error.details)
}

import { Problem } from '../../../../platform/problem.ts'
import { sentenceOf, type SpaceAsk } from '../../ask.ts'
import { depositFault } from '../../deposit-fault.ts'

/** What is wrong with what was sent, in words for people; whatever is not about that goes on. */
export const faultWords = (ask: SpaceAsk, error: unknown): string => {
  if (!(error instanceof Problem) || (error.kind !== 'incorrect' && error.reason !== 'added-enough-today')) throw error
  return depositFault(ask, error)?.says ?? sentenceOf(ask, error.reason, error.details)
}

import { Problem } from '../../../../platform/problem.ts'
import type { Redirect, SpaceAsk } from '../../ask.ts'
import { pathPiece } from '../../form-fields.ts'
import type { PassingWord } from '../../passing-word.ts'

/** The two ways to leave, as they stand in the address. */
export type WayToLeave = 'archive' | 'erase'

/** The way that the address names; Problem `absent` for another. */
export const wayOf = (ask: SpaceAsk): WayToLeave => {
  const way = pathPiece(ask.request, 'way')
  if (way !== 'archive' && way !== 'erase') throw new Problem('absent', 'page-not-found')
  return way
}

const isOvertaken = (error: unknown): boolean =>
  error instanceof Problem && error.kind === 'conflict' && error.reason === 'enrolment-wrong-moment'

/**
 * Takes a step with the space, then shows where it stands. The same form sent twice, or from an older page, finds the step taken:
 * it leads to the same page and says nothing more.
 */
export const takeStep = async (
  step: () => Promise<void>,
  { to, said }: { to: string; said: PassingWord['said'] },
): Promise<Redirect> => {
  try {
    await step()
    return { to, passing: { said } }
  } catch (error) {
    if (isOvertaken(error)) return { to: '/my/space' }
    throw error
  }
}

import { Problem } from '../../../../platform/problem.ts'
import type { SpaceAsk } from '../../ask.ts'
import { pathPiece } from '../../form-fields.ts'

/** The two ways to leave, as they stand in the address. */
export type WayToLeave = 'archive' | 'erase'

/** The way that the address names; Problem `absent` for another. */
export const wayOf = (ask: SpaceAsk): WayToLeave => {
  const way = pathPiece(ask.request, 'way')
  if (way !== 'archive' && way !== 'erase') throw new Problem('absent', 'page-not-found')
  return way
}

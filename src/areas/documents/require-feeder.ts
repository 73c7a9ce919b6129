import type { Visitor } from '../../access/types.ts'
import { Problem } from '../../platform/problem.ts'

/**
 * Gives back whoever may say in their own words what a document is and who wrote it: professionals and their software. Of what people add
 * themselves the index is made here (`adding`), so that nobody passes for a professional. Problem `refused`, `act-not-yours`.
 */
export const requireFeeder = (visitor: Visitor): Visitor => {
  const { kind } = visitor.actor
  if (kind === 'holder' || kind === 'representative') throw new Problem('refused', 'act-not-yours')
  return visitor
}

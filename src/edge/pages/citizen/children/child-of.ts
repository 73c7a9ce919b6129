import type { Child } from '../../../../areas/enrolment/index.ts'
import { Problem } from '../../../../platform/problem.ts'
import type { SpaceAsk } from '../../ask.ts'
import { pathPiece } from '../../form-fields.ts'

/** The child of an address; Problem `absent`, `child-unknown`. */
export const childOf = async (ask: SpaceAsk): Promise<Child> => {
  const list = await ask.parts.families.listChildren(ask.spaceId)
  const child = list.find(({ personId }) => personId === pathPiece(ask.request, 'child'))
  if (child === undefined) throw new Problem('absent', 'child-unknown')
  return child
}

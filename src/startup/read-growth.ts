import { DataFlaw } from '../reference/data-file.ts'
import { ownGrowthReference, readGrowthReference, type GrowthReference } from '../reference/growth-reference.ts'
import { Problem } from '../platform/problem.ts'

/** The curves that children's growth is held against: the operator's, else our own. Problem `incorrect`, `growth-reference-unreadable`, with what is wrong and where. */
export const readGrowth = (file: string | undefined): GrowthReference => {
  if (file === undefined) return readGrowthReference(ownGrowthReference)
  try {
    return readGrowthReference(file)
  } catch (error) {
    if (!(error instanceof DataFlaw)) throw error
    const details = { field: 'GROWTH_REFERENCE_FILE', flaw: error.message }
    throw new Problem('incorrect', 'growth-reference-unreadable', { details })
  }
}

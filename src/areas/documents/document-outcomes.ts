import { Problem } from '../../platform/problem.ts'
import type { DocumentOutcome } from './types.ts'

const outcomeOf = async (id: string, change: (id: string) => Promise<unknown>): Promise<DocumentOutcome> => {
  try {
    await change(id)
    return { id }
  } catch (error) {
    if (error instanceof Problem && error.kind !== 'fault') return { id, because: error.reason }
    throw error
  }
}

/** Changes several documents, one after the other and each with its own entry: one that cannot be holds up no other. */
export const outcomesOf = async (
  ids: readonly string[],
  change: (id: string) => Promise<unknown>,
): Promise<DocumentOutcome[]> => {
  const outcomes: DocumentOutcome[] = []
  for (const id of new Set(ids)) outcomes.push(await outcomeOf(id, change))
  return outcomes
}

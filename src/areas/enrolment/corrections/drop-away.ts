import type { Door } from '../../../access/door.ts'
import { Problem } from '../../../platform/problem.ts'
import { describeError } from '../../../platform/log.ts'
import { clockVisitor } from '../life/clock-visitor.ts'
import type { Register } from '../register/register.ts'
import { nowOf, type CorrectionParts } from './correction-parts.ts'
import { markSwept, selectUnswept, type CorrectionRow } from './store.ts'

/** Drops for good what corrections left away in the space of a person; nothing where they have none. Done twice it is nothing. */
export const dropAwayIn = async (
  { register, door }: { register: Pick<Register, 'findPerson'>; door: Pick<Door, 'open' | 'remove'> },
  personId: string,
  correctionIds: readonly string[],
): Promise<void> => {
  const spaceId = (await register.findPerson(personId))?.spaceId ?? null
  if (spaceId === null || correctionIds.length === 0) return
  const visit = { ...clockVisitor, space: { spaceId }, act: 'drop-documents' } as const
  const { value: objects } = await door.open(visit, ({ vault }) => vault.dropAway(correctionIds))
  await door.remove(objects)
}

/** In whose space a correction left something: documents that were handed over, or copies that were taken back. */
const keeperOf = ({ kind, state, step, personIds }: CorrectionRow): string | undefined => {
  const [first, second] = personIds
  if (kind === 'split') return state === 'done' ? first : second
  return state === 'undone' && step !== 'abandoned' ? first : undefined
}

const perSweep = 100

/**
 * Corrections that can no longer be taken back: what they left for that purpose goes, with its bytes. From then on the documents of
 * a person are under that person's key alone. Gives how many were swept.
 */
export const createSweepAway = (parts: CorrectionParts) => async (): Promise<number> => {
  let swept = 0
  for (const row of await selectUnswept(parts.database, nowOf(parts), perSweep)) {
    const keeper = keeperOf(row)
    try {
      if (keeper !== undefined) await dropAwayIn(parts, keeper, [row.id])
      await markSwept(parts.database, row.id, nowOf(parts))
      swept += 1
    } catch (error) {
      const reason = error instanceof Problem ? { reason: error.reason } : {}
      parts.log.warn('correction-not-swept', { requestId: row.id, ...reason, ...describeError(error) })
    }
  }
  return swept
}

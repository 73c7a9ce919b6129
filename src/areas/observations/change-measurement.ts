import type { Opened } from '../../access/door-opened.ts'
import { isUuid, randomId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import type { Measurement } from '../../reference/measurement-entry.ts'
import { lifeOf } from './add-measurements.ts'
import type { ObservationsParts } from './observations-parts.ts'
import { checkSaying } from './check-saying.ts'
import type { Observations } from './types.ts'

/** One that this visitor may see. What is kept from them answers as one that is not there. */
const requireSeen = async (opened: Opened, id: string): Promise<{ before: Measurement; isSecret: boolean }> => {
  const found = await opened.vault.findMeasurement(isUuid(id) ? id : randomId())
  if (found === undefined || opened.judgeAs({ act: 'read-document' }, found.facts).effect === 'refuse')
    throw new Problem('absent', 'measurement-unknown')
  return { before: found.open(), isSecret: found.facts.visibility.hiddenFromRepresentatives }
}

/** Rules PML-19, PML-21: people change what people of the space wrote; what a professional wrote is not theirs to take away either. */
const isPersons = ({ author }: Measurement): boolean => author.as === 'holder' || author.as === 'representative'

const isBrought = ({ author }: Measurement): boolean => author.as === 'professional' || author.as === 'software'

/** Builds changing and deleting. */
export const createChangeMeasurements = (
  parts: ObservationsParts,
): Pick<Observations, 'changeMeasurement' | 'deleteMeasurement' | 'restoreMeasurement'> => ({
  changeMeasurement: async (visitor, space, { id, saying }) => {
    const visit = { ...visitor, space, act: 'change-measurements' } as const
    await parts.door.open(visit, async (opened) => {
      const { before, isSecret } = await requireSeen(opened, id)
      if (!isPersons(before) || before.source !== undefined || before.kind !== saying.kind)
        throw new Problem('refused', 'measurement-not-own')
      checkSaying(saying, await lifeOf(parts, opened))
      const { author, enteredAt } = before
      if (!(await opened.vault.replaceMeasurement({ ...saying, id: before.id, author, enteredAt }, isSecret)))
        throw new Problem('conflict', 'measurement-there-already')
    })
  },
  deleteMeasurement: async (visitor, space, id) => {
    const visit = { ...visitor, space, act: 'change-measurements' } as const
    await parts.door.open(visit, async (opened) => {
      const { before } = await requireSeen(opened, id)
      if (isBrought(before)) throw new Problem('refused', 'measurement-not-own')
      await opened.vault.removeMeasurement(before.id)
    })
  },
  restoreMeasurement: async (visitor, space, id) => {
    const visit = { ...visitor, space, act: 'change-measurements' } as const
    await parts.door.open(visit, async (opened) => {
      const found = await opened.vault.restoreMeasurement(isUuid(id) ? id : randomId())
      // Who may not see it finds the same as where there is none, and what was done is taken back.
      if (found === undefined || opened.judgeAs({ act: 'read-document' }, found.facts).effect === 'refuse')
        throw new Problem('absent', 'measurement-unknown')
    })
  },
})

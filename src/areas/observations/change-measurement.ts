import type { Opened } from '../../access/door-opened.ts'
import { createVisitingApart, type Guard } from '../../access/visit-apart.ts'
import { isUuid, randomId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import type { Measurement } from '../../reference/measurement-entry.ts'
import { lifeOf } from './add-measurements.ts'
import type { ObservationsParts } from './observations-parts.ts'
import { checkSaying } from './check-saying.ts'
import type { Observations } from './types.ts'

/** One that this visitor may see. What is kept from them answers as one that is not there. */
const requireSeen = async (
  { judgeAs }: Opened,
  found: Awaited<ReturnType<Opened['vault']['findMeasurement']>>,
  guard: Guard,
): Promise<{ before: Measurement; isSecret: boolean }> => {
  if (found === undefined || judgeAs({ act: 'read-document' }, found.facts).effect === 'refuse')
    throw new Problem('absent', 'measurement-unknown')
  const isSecret = found.facts.visibility.hiddenFromRepresentatives
  await guard([isSecret])
  return { before: found.open(), isSecret }
}

const knownId = (id: string): string => (isUuid(id) ? id : randomId())

/** Rules PML-19, PML-21: people change what people of the space wrote; what a professional wrote is not theirs to take away either. */
const isPersons = ({ author }: Measurement): boolean => author.as === 'holder' || author.as === 'representative'

const isBrought = ({ author }: Measurement): boolean => author.as === 'professional' || author.as === 'software'

/** Builds changing and deleting. */
export const createChangeMeasurements = (
  parts: ObservationsParts,
): Pick<Observations, 'changeMeasurement' | 'deleteMeasurement' | 'restoreMeasurement'> => {
  const visiting = createVisitingApart(parts.door)
  const act = 'change-measurements'
  return {
    changeMeasurement: (visitor, space, { id, saying }) =>
      visiting({ ...visitor, space, act }, async (opened, guard) => {
        const { before, isSecret } = await requireSeen(opened, await opened.vault.findMeasurement(knownId(id)), guard)
        if (!isPersons(before) || before.source !== undefined || before.kind !== saying.kind)
          throw new Problem('refused', 'measurement-not-own')
        checkSaying(saying, await lifeOf(parts, opened))
        const { author, enteredAt } = before
        if (!(await opened.vault.replaceMeasurement({ ...saying, id: before.id, author, enteredAt }, isSecret)))
          throw new Problem('conflict', 'measurement-there-already')
      }),
    deleteMeasurement: (visitor, space, id) =>
      visiting({ ...visitor, space, act }, async (opened, guard) => {
        const { before } = await requireSeen(opened, await opened.vault.findMeasurement(knownId(id)), guard)
        if (isBrought(before)) throw new Problem('refused', 'measurement-not-own')
        await opened.vault.removeMeasurement(before.id)
      }),
    restoreMeasurement: (visitor, space, id) =>
      visiting({ ...visitor, space, act }, async (opened, guard) => {
        // Who may not see it finds the same as where there is none, and what was done is taken back.
        await requireSeen(opened, await opened.vault.restoreMeasurement(knownId(id)), guard)
      }),
  }
}

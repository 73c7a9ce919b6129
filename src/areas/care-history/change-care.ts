import type { SpaceAddress, Visitor } from '../../access/types.ts'
import { createVisitingApart } from '../../access/visit-apart.ts'
import { Problem } from '../../platform/problem.ts'
import type { CareParts } from './care-parts.ts'
import { requireLine } from './require-line.ts'
import type { CareHistory } from './types.ts'

const changeVisit = (visitor: Visitor, space: SpaceAddress) => ({ ...visitor, space, act: 'change-care' }) as const

/** Builds what people choose about their care history. */
export const createChangeCare = ({
  door,
  persons,
  isMinor,
}: CareParts): Pick<CareHistory, 'hideCareLine' | 'hideCare' | 'keepCareLine'> => ({
  hideCareLine: (visitor, space, { id, hidden }) =>
    createVisitingApart(door)(changeVisit(visitor, space), async (opened, guard) => {
      const { facts } = await requireLine(opened, id)
      await guard([facts.visibility.hiddenFromRepresentatives])
      await opened.vault.setCareSight(facts.id, { hidden })
    }),
  hideCare: async (visitor, space, hidden) => {
    await door.open(changeVisit(visitor, space), ({ vault }) => vault.keepCareChoices({ hidden }))
  },
  keepCareLine: (visitor, space, { id, secret }) => {
    // Law: L.1111-5, a minor keeps it from their parents themselves, and no chain that they read tells of it
    const visit = { ...changeVisit(visitor, space), audience: 'hidden-from-representatives' } as const
    return createVisitingApart(door)(visit, async (opened) => {
      const { traits } = await opened.alongside((connection) => persons.loadPerson(connection, opened.spaceId))
      if (visitor.actor.kind !== 'holder' || !isMinor(traits.birthDate)) throw new Problem('refused', 'act-not-yours')
      const { facts } = await requireLine(opened, id)
      await opened.vault.setCareSight(facts.id, { secret })
    })
  },
})

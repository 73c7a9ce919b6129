import { Problem } from '../../../platform/problem.ts'
import { personName } from '../../identity/index.ts'
import { isMinorOn } from '../entry/rules.ts'
import { clockVisitor } from '../life/clock-visitor.ts'
import { listTied, requireRepresented, stepFor, type FamilyParts } from './family-parts.ts'
import { followRepresentatives } from './follow-representatives.ts'
import type { Families } from './types.ts'

type Representing = Pick<
  Families,
  'representedBy' | 'listProtected' | 'isMinor' | 'isMinorByIns' | 'mayBeRepresented' | 'followRepresentatives'
>

/** How parents and guardians come into the spaces of those whom they represent. Rules: DEL-9. */
export const createRepresenting = (parts: FamilyParts): Representing => ({
  representedBy: async (parent, spaceId, personId) => {
    const { person, tie } = await requireRepresented(parts, { spaceId, personId }, ['parent', 'guardian'])
    const isStated = tie.state === 'certified' || tie.kind === 'guardian'
    if (person.spaceId === null || person.state !== 'open' || !isStated) throw new Problem('absent', 'child-unknown')
    const { visitor } = stepFor(parent, personId)
    const { traits } = await parts.register.openPerson(person)
    const { minorUntil } = person
    return {
      visitor,
      spaceId: person.spaceId,
      name: personName(traits),
      ...(minorUntil ? { decidesFrom: minorUntil } : {}),
    }
  },
  listProtected: async (spaceId) => {
    const guardian = await parts.register.findPersonBySpace(spaceId)
    const tied = guardian === undefined ? [] : await listTied(parts, guardian, 'guardian')
    const open = tied.filter(({ person }) => person.state === 'open')
    return Promise.all(
      open.map(async ({ person }) => ({
        personId: person.id,
        name: personName((await parts.register.openPerson(person)).traits),
      })),
    )
  },
  isMinor: async (spaceId) => {
    const holder = await parts.register.findPersonBySpace(spaceId)
    return holder !== undefined && isMinorOn(holder, parts.today())
  },
  mayBeRepresented: async (spaceId) => {
    const holder = await parts.register.findPersonBySpace(spaceId)
    return holder !== undefined && (holder.protected || isMinorOn(holder, parts.today()))
  },
  isMinorByIns: async (ins) => {
    const person = await parts.register.findPersonByIns(ins)
    return person !== undefined && isMinorOn(person, parts.today())
  },
  followRepresentatives: async (personId) => {
    const represented = await parts.register.listRepresented(personId)
    for (const id of [personId, ...represented.map((tie) => tie.personId)])
      await followRepresentatives(parts, clockVisitor, id)
  },
})

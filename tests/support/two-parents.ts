import { loadCast } from '../../src/reference/load-cast.ts'
import { registerPersons } from '../../src/startup/register-persons.ts'
import { holderOf } from './corrections-bench.ts'
import type { Installation } from './installation.ts'
import { inventPerson } from './invented-person.ts'
import { noticePerson } from './notice-person.ts'

/**
 * Gives Paul, of the cast, two children whose spaces he has opened: Ana, for whom he has asked nobody, and Eva, for whom his request
 * waits for Sophie.
 */
export const openTwoParents = async ({ carnet }: Installation): Promise<void> => {
  const [paul, sophie] = ['paul', 'sophie'].map((who) => loadCast().holders.find(({ name }) => name === who))
  const spaceId = paul && (await carnet.register.findPersonByIns(paul.ins))?.spaceId
  if (!paul || !sophie || !spaceId) throw new Error('the cast is not there')
  const { families } = carnet.enrolment
  const open = async (order: number, given: string): Promise<string> => {
    const child = inventPerson(order, given, { birthDate: '2024-06-01', parents: [paul.ins] })
    await registerPersons(carnet, [child])
    const personId = await noticePerson(carnet, child.ins)
    await families.openChildren(holderOf(spaceId), spaceId, { personIds: [personId], stated: true })
    return personId
  }
  await open(901, 'ANA')
  const personId = await open(902, 'EVA')
  const { birthFamily, birthGiven, birthDate } = sophie.traits
  const typed = { ins: sophie.ins, birthFamily, birthGiven: birthGiven.join(' '), birthDate }
  await families.inviteParent(holderOf(spaceId), spaceId, { personId, typed, stated: true })
}

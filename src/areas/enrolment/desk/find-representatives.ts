import { isOutOfReach, mayActFor } from '../entry/rules.ts'
import type { PersonIdentity, RegisterPerson, Representation } from '../register/types.ts'
import { todayOf, type DeskParts } from './desk-parts.ts'

/** Somebody who may act for a person today. */
export interface Representative {
  id: string
  kind: Representation['kind']
  identity: PersonIdentity
}

/** Those who represent a person by law today, and live. Rules: ENR-8, ENR-23. */
export const findRepresentatives = async (parts: DeskParts, person: RegisterPerson): Promise<Representative[]> => {
  const { register } = parts
  const today = todayOf(parts)
  const ties = (await register.listRepresentatives(person.id)).filter((tie) => mayActFor(tie, person, today))
  const found: Representative[] = []
  for (const { representativeId, kind } of ties) {
    const one = await register.findPerson(representativeId)
    if (one === undefined || one.sealed === null || isOutOfReach(one.state)) continue
    found.push({ id: one.id, kind, identity: await register.openPerson(one) })
  }
  return found
}

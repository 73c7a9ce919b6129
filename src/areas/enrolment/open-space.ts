import { foundSpace } from '../../access/found-space.ts'
import type { Keys } from '../../keys/keys.ts'
import type { Database } from '../../platform/database/database.ts'
import { randomId } from '../../platform/ids.ts'
import type { NewPerson, Persons } from '../identity/index.ts'

/** A person who gets a space: who they are, and the ties the insurer knows for them, each since when. */
export interface Enrolled extends Omit<NewPerson, 'spaceId'> {
  ties: { partyId: string; kind: 'treating-doctor' | 'care-team'; since?: string }[]
}

/** Opens spaces. Opposition, codes and campaigns come before it with the enrolment issue. */
export interface Enrolment {
  /** Gives the new space's id; Problem `conflict`, `person-already-known` when this person has one. */
  openSpace(person: Enrolled): Promise<string>
}

const enroller = { kind: 'system', id: 'enrolment', name: 'Carnet' } as const

/** Builds the enrolment area. Law: R.1111-28; a space is opened whole or not at all. */
export const createEnrolment = (parts: {
  database: Database
  keys: Keys
  persons: Pick<Persons, 'storePerson'>
}): Enrolment => ({
  openSpace: async (person) => {
    const spaceId = randomId()
    const { ties, ...identity } = person
    await parts.database.transaction(async (connection) => {
      await foundSpace(connection, parts.keys, { spaceId, actor: enroller, relations: ties, state: 'open' })
      await parts.persons.storePerson(connection, { ...identity, spaceId })
    })
    return spaceId
  },
})

import type { Door } from '../../access/door.ts'
import type { Database } from '../../platform/database/database.ts'
import type { Persons } from './persons.ts'
import type { Identity } from './types.ts'

/**
 * Reads who a space's holder is, for a right-person check or a profile bar. A professional without a tie is refused, the same
 * way whether the space exists or not.
 */
export const createReadPerson =
  (parts: { door: Door; database: Database; persons: Pick<Persons, 'loadPerson'> }): Identity['readPerson'] =>
  async (visitor, space) => {
    const visit = { ...visitor, space, act: 'read-identity' } as const
    const { value: spaceId } = await parts.door.glance(visit, async (opened) => opened.spaceId)
    const { ins, traits } = await parts.persons.loadPerson(parts.database, spaceId)
    return { spaceId, ins, traits }
  }

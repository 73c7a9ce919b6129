import type { Door } from '../../access/door.ts'
import { groundOf } from '../../access/policy.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/database.ts'
import type { Persons } from './persons.ts'
import type { Identity } from './types.ts'

/**
 * Reads who a space's holder is, for a right-person check or a profile bar. A professional without a tie is refused, the same
 * way whether the space exists or not.
 */
export const createReadPerson =
  (parts: {
    door: Door
    database: Database
    persons: Pick<Persons, 'loadPerson'>
    clock: Clock
  }): Identity['readPerson'] =>
  async (visitor, space) => {
    const visit = { ...visitor, space, act: 'read-identity' } as const
    const now = parts.clock.now()
    const { value } = await parts.door.glance(visit, async ({ spaceId, standing }) => ({
      spaceId,
      ground: groundOf(standing.policy, visitor.actor, now),
    }))
    const { spaceId, ground } = value
    const { ins, traits } = await parts.persons.loadPerson(parts.database, spaceId)
    return { spaceId, ins, traits, ...(visitor.actor.kind === 'professional' ? { ground } : {}) }
  }

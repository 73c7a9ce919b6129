import type { Door } from '../../access/door.ts'
import { emergencyUnderWay, relationOf } from '../../access/policy.ts'
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
    clock: Clock
    persons: Pick<Persons, 'loadPerson'>
  }): Identity['readPerson'] =>
  async (visitor, space) => {
    const visit = { ...visitor, space, act: 'read-identity' } as const
    const { value } = await parts.door.glance(visit, async ({ spaceId, standing: { policy } }) => {
      const now = parts.clock.now()
      const emergency = emergencyUnderWay(policy, visitor.actor, now)
      const relation = relationOf(policy, visitor.actor, now)
      const isPartial = emergency === undefined && (relation === 'author' || relation === 'permitted')
      return { spaceId, ...(emergency ? { emergency } : {}), ...(isPartial ? { isPartial } : {}) } as const
    })
    const { ins, traits } = await parts.persons.loadPerson(parts.database, value.spaceId)
    return { ...value, ins, traits }
  }

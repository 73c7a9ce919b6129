import type { Door } from '../../access/door.ts'
import { emergencyUnderWay, groundOf } from '../../access/policy.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/database.ts'
import type { Visitor } from '../../access/types.ts'
import type { Persons } from './persons.ts'
import { personName } from './rules.ts'
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
    /** keeps for a professional under which name they saw whom */
    noteSeen: (visitor: Visitor, seen: { spaceId: string; name: string }) => Promise<void>
  }): Identity['readPerson'] =>
  async (visitor, space) => {
    const visit = { ...visitor, space, act: 'read-identity' } as const
    const now = parts.clock.now()
    const { value } = await parts.door.glance(
      visit,
      async ({ spaceId, standing: { policy, secretUntil }, isSecret }) => ({
        spaceId,
        ground: groundOf(policy, visitor.actor, now),
        emergency: emergencyUnderWay(policy, visitor.actor, now),
        secretUntil: isSecret && Date.parse(secretUntil ?? '') > now.getTime() ? secretUntil : undefined,
      }),
    )
    const { spaceId, ground, emergency, secretUntil } = value
    const { ins, traits } = await parts.persons.loadPerson(parts.database, spaceId)
    await parts.noteSeen(visitor, { spaceId, name: personName(traits) })
    return {
      spaceId,
      ins,
      traits,
      ...(emergency ? { emergency } : {}),
      ...(secretUntil ? { secretUntil } : {}),
      ...(visitor.actor.kind === 'professional' ? { ground } : {}),
    }
  }

import type { Opened } from '../../access/door-opened.ts'
import type { Visitor } from '../../access/types.ts'
import { isUuid, randomId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { instantOf, type EmergencyParts } from './emergency-parts.ts'
import { confirmSecond, countOpenedToday, insertSecond, selectSeconds } from './second-person-store/store.ts'
import type { Emergencies } from './types.ts'

type Parts = Pick<EmergencyParts, 'clock' | 'database' | 'parameters'>

const todayOf = (parts: Parts): { day: string; zone: string } => {
  const at = instantOf(parts)
  return { day: parts.parameters.dayOf(at), zone: parts.parameters.parameterAt('civilTimeZone', at) }
}

const placeOf = ({ actor }: Visitor): string | undefined =>
  actor.kind === 'professional' ? actor.facility?.id : undefined

/**
 * Ends an opening beyond the day's number of persons until a second person of the place has said yes. Whoever was opened today stays
 * within it; the calls of a centre 15 are not counted. Trust: security.md T04.
 */
export const requireSecond = async (parts: Parts, opened: Opened, partyId: string): Promise<void> => {
  const most = parts.parameters.parameterAt('emergencyPersonsADay', instantOf(parts))
  const counted = await opened.alongside((connection) =>
    countOpenedToday(connection, { partyId, but: opened.spaceId, ...todayOf(parts) }),
  )
  if (counted.persons >= most * (1 + counted.confirmed)) opened.refuse('emergency-second-person')
}

/** Does an opening; where it was refused for want of a second person, asks for one at the visitor's place. */
export const askingSecond = async <T>(parts: Parts, visitor: Visitor, open: () => Promise<T>): Promise<T> => {
  try {
    return await open()
  } catch (error) {
    const facilityId = placeOf(visitor)
    if (error instanceof Problem && error.reason === 'emergency-second-person' && facilityId !== undefined) {
      const { id: partyId, name: partyName } = visitor.actor
      const asked = { id: randomId(), partyId, partyName, facilityId, askedAt: instantOf(parts) }
      await insertSecond(parts.database, { ...asked, day: todayOf(parts).day })
    }
    throw error
  }
}

/** What colleagues of one's place ask today, and the yes to one of them: never to oneself. */
export const createSeconds = (parts: Parts): Pick<Emergencies, 'listSeconds' | 'confirmSecond'> => ({
  listSeconds: async (visitor) => {
    const facilityId = placeOf(visitor)
    if (facilityId === undefined) return []
    return selectSeconds(parts.database, { facilityId, day: todayOf(parts).day, but: visitor.actor.id })
  },
  confirmSecond: async (visitor, id) => {
    const facilityId = placeOf(visitor)
    const by = { by: visitor.actor.id, at: instantOf(parts), day: todayOf(parts).day }
    const done =
      facilityId !== undefined && isUuid(id) && (await confirmSecond(parts.database, { id, facilityId, ...by }))
    if (!done) throw new Problem('absent', 'emergency-unknown')
  },
})

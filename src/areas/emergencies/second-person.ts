import type { Opened } from '../../access/door-opened.ts'
import type { Visitor } from '../../access/types.ts'
import type { Connection } from '../../platform/database/database.ts'
import { isUuid, randomId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { instantOf, type EmergencyParts } from './emergency-parts.ts'
import { confirmSecond, countOpenedToday, insertSecond, selectSeconds } from './second-person-store/store.ts'
import type { Emergencies } from './types.ts'

const wanting = 'emergency-second-person'

type Parts = Pick<EmergencyParts, 'clock' | 'database' | 'parameters'>

const todayOf = (parts: Parts): { day: string; zone: string } => {
  const at = instantOf(parts)
  return { day: parts.parameters.dayOf(at), zone: parts.parameters.parameterAt('civilTimeZone', at) }
}

const placeOf = ({ actor }: Visitor): string | undefined =>
  actor.kind === 'professional' ? actor.facility?.id : undefined

/** Whether the day's number of persons is reached, with what was said yes to; whoever was opened today stays within it. */
const isBeyond = async (
  parts: Parts,
  connection: Connection,
  { partyId, but }: { partyId: string; but: string },
): Promise<boolean> => {
  const most = parts.parameters.parameterAt('emergencyPersonsADay', instantOf(parts))
  const counted = await countOpenedToday(connection, { partyId, but, ...todayOf(parts) })
  return counted.persons >= most * (1 + counted.confirmed)
}

/**
 * Ends an opening beyond the day's number of persons until a second person of the place has said yes. The calls of a centre 15 are not
 * counted. Trust: security.md T04.
 */
export const requireSecond = async (parts: Parts, opened: Opened, partyId: string): Promise<void> => {
  const about = { partyId, but: opened.spaceId }
  if (await opened.alongside((connection) => isBeyond(parts, connection, about))) opened.refuse(wanting)
}

/**
 * Does an opening; where a second person is wanting, asks for one at the visitor's place. Trust: beyond the day's number the answer is the
 * same for somebody who has no space, or whoever is told of nothing would learn who has one.
 */
export const askingSecond = async <T>(
  parts: Parts,
  { visitor, spaceId }: { visitor: Visitor; spaceId: string },
  open: () => Promise<T>,
): Promise<T> => {
  const { id: partyId, name: partyName } = visitor.actor
  try {
    return await open()
  } catch (error) {
    const reason = error instanceof Problem ? error.reason : undefined
    const isUnknown = reason === 'not-open-to-you' && (await isBeyond(parts, parts.database, { partyId, but: spaceId }))
    if (reason !== wanting && !isUnknown) throw error
    const facilityId = placeOf(visitor)
    const asked = { id: randomId(), partyId, partyName, askedAt: instantOf(parts), day: todayOf(parts).day }
    if (facilityId === undefined) throw new Problem('refused', 'emergency-place-needed')
    await insertSecond(parts.database, { ...asked, facilityId })
    throw isUnknown ? new Problem('refused', wanting) : error
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

import type { Connection } from '../../../platform/database/database.ts'
import { queueAlerts } from './alerts/holder-alerts.ts'
import type { CredentialRoom, MeansDoer, MeansEvent } from './types.ts'

// A letter's code proves that somebody has the letter, not who they are.
const nobodyProved: MeansDoer = { by: { kind: 'system', id: 'recovery' }, channel: 'online' }

/** A holder who did something themselves, signed in. */
export const holderOnline = (spaceId: string): MeansDoer => ({ by: { kind: 'holder', id: spaceId }, channel: 'online' })

/**
 * What happened to a holder's means, in the transaction in which it happens: told to every contact proved by then, and written into
 * the history of the enrolment. `doer`: absent where nobody has proved who they are.
 */
export const tellMeans = async (
  room: CredentialRoom,
  connection: Connection,
  { event, spaceId, doer = nobodyProved }: { event: MeansEvent; spaceId: string; doer?: MeansDoer | undefined },
): Promise<void> => {
  const { contact } = await room.persons.loadPerson(connection, spaceId)
  await queueAlerts(room, connection, { event, spaceId, contact })
  await room.noteMeans(connection, spaceId, { ...doer, kind: event })
}

import type { Connection } from '../platform/database/database.ts'
import { timeOrderedId } from '../platform/ids.ts'
import type { Arrival } from './door-opened.ts'
import { insertDeed } from './standing-deeds.ts'

/** What a permitted visit of a professional leaves for themselves: that they came, to do what, on what ground. */
export const noteDeed = async (
  connection: Connection,
  { visit, standing, judge }: Pick<Arrival, 'visit' | 'standing' | 'judge'>,
  now: Date,
): Promise<void> => {
  const { actor, act, origin, documentId } = visit
  if (actor.kind !== 'professional') return
  await insertDeed(connection, {
    id: timeOrderedId(now.getTime()),
    partyId: actor.id,
    spaceId: standing.spaceId,
    at: now,
    act,
    reason: judge.visit.reason,
    channel: origin.channel,
    ...(documentId === undefined ? {} : { documentId }),
  })
}

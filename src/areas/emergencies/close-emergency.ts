import type { Opened } from '../../access/door-opened.ts'
import { lasts } from '../../access/policy.ts'
import type { Tie } from '../../access/standing-ties.ts'
import { hoursAfter, instantOf, type EmergencyParts } from './emergency-parts.ts'
import { closeOwn } from './store.ts'
import type { Emergencies } from './types.ts'

/** What this professional has open, as it is once it ends now: the tie stays, over, as long as a note may follow. */
const endingNow = ({ standing }: Opened, partyId: string, now: Date): Tie[] =>
  standing.policy.relations.flatMap(([party, kind, since, until]) => {
    const isOwn = party === partyId && (kind === 'break-glass' || kind === 'dispatch')
    return isOwn && lasts(until, now) ? [{ partyId, kind, since, until: now.toISOString() }] : []
  })

/** How long ago an opening may lie that can still be ended or noted: its hours and those of the note, at most. */
export const noteableSince = (parts: EmergencyParts): string => {
  const at = instantOf(parts)
  const { parameters } = parts
  const lasting = Math.max(parameters.parameterAt('emergencyHours', at), parameters.parameterAt('dispatchHours', at))
  return hoursAfter(at, -(lasting + parameters.parameterAt('emergencyNoteHours', at)))
}

/** Ends an emergency early, or notes one: the note stands sealed in the journal, for the holder alone. Screen R15. */
export const createClose =
  (parts: EmergencyParts): Emergencies['close'] =>
  async (visitor, spaceId, note) => {
    const partyId = visitor.actor.id
    const now = parts.clock.now()
    const words = note.trim()
    const visit = {
      ...visitor,
      space: { spaceId },
      act: 'close-emergency',
      justification: words === '' ? {} : { words },
    } as const
    await parts.door.open(visit, async (opened) => {
      const ties = endingNow(opened, partyId, now)
      if (ties.length > 0) {
        await opened.removeRelations(ties)
        await opened.addRelations(ties)
      }
      const closing = { spaceId, partyId, since: noteableSince(parts), at: now.toISOString(), noted: words !== '' }
      await opened.alongside((connection) => closeOwn(connection, closing))
    })
  }

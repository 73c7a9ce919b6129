import { randomId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { hoursAfter, hoursOf, instantOf, type EmergencyParts } from './emergency-parts.ts'
import { askingSecond, requireSecond } from './second-person.ts'
import type { AskedEmergency, Emergencies } from './types.ts'

const requireReason = ({ rules }: EmergencyParts, { kind, reason }: AskedEmergency, at: string): void => {
  if (kind === 'dispatch' || rules.reasonsAt(at).some(({ code }) => code === reason)) return
  throw new Problem('incorrect', 'emergency-reason-missing', { details: { field: 'reason' } })
}

/** What a professional may open with now: the reasons of the day, and whether they regulate calls. */
export const createOffer =
  (parts: EmergencyParts): Emergencies['offer'] =>
  ({ actor }) => {
    const at = instantOf(parts)
    const { parameters, rules } = parts
    return {
      reasons: rules.reasonsAt(at),
      mayDispatch: actor.kind === 'professional' && rules.dispatches(actor, at),
      hours: { 'break-glass': hoursOf(parameters, 'break-glass', at), dispatch: hoursOf(parameters, 'dispatch', at) },
    }
  }

/**
 * Opens a space in an emergency, for this professional alone and for its hours. The door decides, writes why, tells the holder and the
 * treating doctor and queues the review, all in one transaction with the tie. Law: L.1111-17, R.1111-48; rules ACC-18, ACC-19, ACC-22.
 */
export const createOpen =
  (parts: EmergencyParts): Emergencies['open'] =>
  async (visitor, asked) => {
    const at = instantOf(parts)
    requireReason(parts, asked, at)
    const { kind, reason, words } = asked
    // Trust: a number and a birth date that do not belong together lead where an unknown number leads, to nobody.
    const spaceId = (await parts.people.findSpaceOf(asked.ins, asked.birthDate)) ?? randomId()
    const until = hoursAfter(at, hoursOf(parts.parameters, kind, at))
    const tie = { partyId: visitor.actor.id, kind, since: at, until }
    const justification = { ...(reason ? { reason } : {}), ...(words ? { words } : {}) }
    const act = kind === 'dispatch' ? 'open-dispatch' : 'open-emergency'
    const open = () =>
      parts.door.open({ ...visitor, space: { spaceId }, act, justification }, async (opened) => {
        if (kind === 'break-glass') await requireSecond(parts, opened, visitor.actor.id)
        await opened.removeRelations([tie])
        await opened.addRelations([tie])
      })
    await (kind === 'break-glass' ? askingSecond(parts, { visitor, spaceId }, open) : open())
    return spaceId
  }

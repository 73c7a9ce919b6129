import type { Door } from '../../access/door.ts'
import type { Permissions } from './types.ts'

const setBlocked =
  (door: Door, blocked: boolean): Permissions['blockProfessional'] =>
  async (visitor, spaceId, partyId) => {
    const act = blocked ? 'block-professional' : 'unblock-professional'
    await door.open({ ...visitor, space: { spaceId }, act, partyId }, (opened) => opened.setBlock({ partyId, blocked }))
  }

/**
 * Stops a professional or facility: from their next request on they read nothing but what they wrote themselves; they may
 * still deposit. Twice is the same as once. Law: R.1111-49, rules ACC-23.
 */
export const createBlockProfessional = (door: Door): Permissions['blockProfessional'] => setBlocked(door, true)

/** Lets a professional or facility in again, as far as their tie to the space goes. */
export const createUnblockProfessional = (door: Door): Permissions['unblockProfessional'] => setBlocked(door, false)

import type { Door } from '../../access/door.ts'
import { endAppGrant } from '../identity/index.ts'
import type { Permissions } from './types.ts'

const setBlocked =
  (door: Door, blocked: boolean): Permissions['blockProfessional'] =>
  async (visitor, spaceId, partyId) => {
    const act = blocked ? 'block-professional' : 'unblock-professional'
    await door.open({ ...visitor, space: { spaceId }, act, partyId }, async (opened) => {
      const given = blocked ? (opened.standing.policy.permissions ?? []) : []
      await opened.setBlock({ partyId, blocked })
      const ended = given.filter((one) => one.partyId === partyId)
      await opened.alongside(async (connection) => {
        for (const { id } of ended) await endAppGrant(connection, id)
      })
    })
  }

/**
 * Stops a professional or facility: from their next request on they read nothing but what they wrote themselves; they may
 * still deposit. Twice is the same as once. Law: R.1111-49, rules ACC-23.
 */
export const createBlockProfessional = (door: Door): Permissions['blockProfessional'] => setBlocked(door, true)

/** Lets a professional or facility in again, as far as their tie to the space goes. */
export const createUnblockProfessional = (door: Door): Permissions['unblockProfessional'] => setBlocked(door, false)

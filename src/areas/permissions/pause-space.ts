import type { Door } from '../../access/door.ts'
import { everybody } from '../../access/policy.ts'
import type { Permissions } from './types.ts'

const setPaused =
  (door: Door, paused: boolean): Permissions['pauseSpace'] =>
  async (visitor, spaceId) => {
    const act = paused ? 'pause-space' : 'unpause-space'
    await door.open({ ...visitor, space: { spaceId }, act }, (opened) =>
      opened.setBlock({ partyId: everybody, blocked: paused }),
    )
  }

/**
 * Stops everybody but the holder, for as long as the holder likes: nobody reads anything but what they wrote themselves, and what is
 * deposited goes on arriving. Twice is the same as once. Law: R.1111-49, EHDS art. 8; rules ACC-14, ACC-23.
 */
export const createPauseSpace = (door: Door): Permissions['pauseSpace'] => setPaused(door, true)

/** Ends a pause: everybody is where they were before it, and who was blocked by name stays so. */
export const createUnpauseSpace = (door: Door): Permissions['unpauseSpace'] => setPaused(door, false)

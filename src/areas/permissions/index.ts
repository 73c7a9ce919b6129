import type { Door } from '../../access/door.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Directory } from '../identity/index.ts'
import { createBlockProfessional, createUnblockProfessional } from './block-professional.ts'
import { createListAccess } from './list-access.ts'
import { createPauseSpace, createUnpauseSpace } from './pause-space.ts'
import type { Permissions } from './types.ts'

export type * from './types.ts'

/** Builds the permissions area: who may enter, and the holder's way to stop them. */
export const createPermissions = (parts: {
  door: Door
  clock: Clock
  directory: Pick<Directory, 'findParties'>
}): Permissions => ({
  listAccess: createListAccess(parts),
  blockProfessional: createBlockProfessional(parts.door),
  unblockProfessional: createUnblockProfessional(parts.door),
  pauseSpace: createPauseSpace(parts.door),
  unpauseSpace: createUnpauseSpace(parts.door),
})

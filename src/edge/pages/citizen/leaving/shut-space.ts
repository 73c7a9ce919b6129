import type { SpaceStanding } from '../../../../areas/enrolment/index.ts'
import { stopRecoveryPath } from '../security/stop-recovery.ts'
import type { Redirect, SpaceAsk } from '../../ask.ts'

/**
 * What still works while a space is shut. A frozen one has its page alone; in a suspended one its holder objects, stops a way back, and no more: nothing
 * leaves it, since whoever holds the means may not be the holder (rules ENR-36, decision 0015).
 */
const isOpenWhileShut = (path: string, state: SpaceStanding['state']): boolean => {
  if (state === 'frozen') return false
  if (path === stopRecoveryPath) return true
  return state === 'suspended' ? path === '/my/space/object' : path === '/my/copy' || path.startsWith('/my/space/')
}

/** The page that says where a space stands. */
export const shutSpacePath = '/my/space'

/** Where a holder is led whose space is not open, whatever address they asked for; nothing where the page works. */
export const findDetour = async (ask: SpaceAsk): Promise<Redirect | undefined> => {
  const standing = await ask.parts.ownSpace.standingOf(ask.spaceId)
  const isShut = standing !== undefined && standing.state !== 'open'
  if (!isShut || ask.path === shutSpacePath) return undefined
  return isOpenWhileShut(ask.path, standing.state) ? undefined : { to: shutSpacePath }
}

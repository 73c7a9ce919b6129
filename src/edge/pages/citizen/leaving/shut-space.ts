import type { Redirect, SpaceAsk } from '../../ask.ts'

/** What still works while a space is shut; a frozen one has its page alone. */
const isOpenWhileShut = (path: string): boolean => path === '/my/copy' || path.startsWith('/my/space/')

/** The page that says where a space stands. */
export const shutSpacePath = '/my/space'

/** Where a holder is led whose space is not open, whatever address they asked for; nothing where the page works. */
export const findDetour = async (ask: SpaceAsk): Promise<Redirect | undefined> => {
  const standing = await ask.parts.ownSpace.standingOf(ask.spaceId)
  const isShut = standing !== undefined && standing.state !== 'open'
  if (!isShut || ask.path === shutSpacePath) return undefined
  return standing.state !== 'frozen' && isOpenWhileShut(ask.path) ? undefined : { to: shutSpacePath }
}

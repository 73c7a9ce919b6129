import type { Opened } from '../../access/door-opened.ts'
import { isObjected, type Listed } from './rules.ts'
import { selectStanding } from './store.ts'

/** Whether nothing of this was objected to. Called where deposits are accepted, in their own transaction: there is no other way in. */
export const mayList = async (opened: Opened, listed: readonly Listed[]): Promise<boolean> => {
  const standing = await opened.alongside((connection) => selectStanding(connection, opened.spaceId))
  return !listed.some((one) => isObjected(standing, one))
}

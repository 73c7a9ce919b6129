import type { Opened } from '../../access/door-opened.ts'
import { objectionsTo, type Listed, type StandingObjection } from './rules.ts'
import { openAct } from './sealed-act.ts'
import { selectStanding } from './store.ts'

/** The objections that stand in the space that is open. */
export const standingIn = async ({
  alongside,
  spaceId,
  standing,
}: Opened): Promise<(StandingObjection & { id: string })[]> => {
  const rows = await alongside((connection) => selectStanding(connection, spaceId))
  return rows.map(({ details, ...row }) => ({ ...row, ...openAct(standing.keys, row.id, details) }))
}

/**
 * Whether nothing of this was objected to. Called where deposits are accepted, in their own transaction; what comes in by a correction or
 * from an older record meets `setAsideArrived` instead.
 */
export const mayList = async (opened: Opened, listed: readonly Listed[]): Promise<boolean> => {
  const standing = await standingIn(opened)
  return !listed.some((one) => objectionsTo(standing, one).length > 0)
}

import type { Connection } from '../../platform/database/database.ts'
import type { IdentityKeys } from '../identity/index.ts'
import { openAct, sealAct } from './sealed-act.ts'
import { moveOne, selectMovable } from './store.ts'

/**
 * Objections follow their holder into another space, all of them or those named, sealed anew with its key; gives which. What the other
 * objected to already stays.
 */
export const createMoveObjections =
  (keys: Pick<IdentityKeys, 'spaceKeys'>) =>
  async (connection: Connection, spaces: { from: string; to: string }, ids?: readonly string[]): Promise<string[]> => {
    const rows = await selectMovable(connection, spaces, ids)
    if (rows.length === 0) return []
    const [leaving, arriving] = [
      await keys.spaceKeys(spaces.from, connection),
      await keys.spaceKeys(spaces.to, connection),
    ]
    for (const { id, details } of rows)
      await moveOne(connection, { ...spaces, id, details: sealAct(arriving, id, openAct(leaving, id, details)) })
    return rows.map(({ id }) => id)
  }

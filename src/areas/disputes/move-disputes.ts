import type { Connection } from '../../platform/database/database.ts'
import type { IdentityKeys } from '../identity/index.ts'
import { openTold, sealTold } from './sealed-case.ts'
import { moveOne, selectMovable } from './store.ts'

/** Cases follow their holder into another space, all of them or those named, sealed anew with its key; gives which. */
export const createMoveDisputes =
  (keys: Pick<IdentityKeys, 'spaceKeys'>) =>
  async (connection: Connection, spaces: { from: string; to: string }, ids?: readonly string[]): Promise<string[]> => {
    const rows = await selectMovable(connection, spaces, ids)
    if (rows.length === 0) return []
    const [leaving, arriving] = [
      await keys.spaceKeys(spaces.from, connection),
      await keys.spaceKeys(spaces.to, connection),
    ]
    for (const { id, details } of rows)
      await moveOne(connection, { ...spaces, id, details: sealTold(arriving, id, openTold(leaving, id, details)) })
    return rows.map(({ id }) => id)
  }

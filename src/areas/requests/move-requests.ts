import type { Connection } from '../../platform/database/database.ts'
import { moveQueued } from '../../platform/outbox.ts'
import type { IdentityKeys } from '../identity/index.ts'
import { noticeIdOf } from './create-requests.ts'
import { openRequest, sealRequest } from './sealed-request.ts'
import { moveOne, selectMovable } from './store.ts'

/** Requests follow their holder into another space, all of them or those named, sealed anew with its key; gives which. */
export const createMoveRequests =
  (keys: Pick<IdentityKeys, 'spaceKeys'>) =>
  async (connection: Connection, spaces: { from: string; to: string }, ids?: readonly string[]): Promise<string[]> => {
    const rows = await selectMovable(connection, spaces.from, ids)
    if (rows.length === 0) return []
    const [leaving, arriving] = [
      await keys.spaceKeys(spaces.from, connection),
      await keys.spaceKeys(spaces.to, connection),
    ]
    for (const { id, details } of rows)
      await moveOne(connection, {
        ...spaces,
        id,
        details: sealRequest(arriving, id, openRequest(leaving, id, details)),
      })
    const notices = rows.map(({ id }) => noticeIdOf(id))
    await moveQueued(connection, spaces, notices)
    return rows.map(({ id }) => id)
  }

import { moveQueued } from '../../platform/outbox.ts'
import { createMoveSealed, type IdentityKeys } from '../identity/index.ts'
import { noticeIdOf } from './create-requests.ts'
import { openRequest, sealRequest } from './sealed-request.ts'
import { moveOne, selectMovable } from './store.ts'

/** Requests follow their holder into another space, with the notices queued of them. */
export const createMoveRequests = (keys: Pick<IdentityKeys, 'spaceKeys'>) =>
  createMoveSealed(keys, {
    select: (connection, { from }, ids) => selectMovable(connection, from, ids),
    reseal: ({ leaving, arriving }, id, details) => sealRequest(arriving, id, openRequest(leaving, id, details)),
    move: async (connection, moved) => {
      await moveOne(connection, moved)
      await moveQueued(connection, moved, [noticeIdOf(moved.id)])
    },
  })

import type { Visitor } from '../../access/types.ts'
import { isUuid, timeOrderedId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/outbox.ts'
import { Problem } from '../../platform/problem.ts'
import { dropLateNotice, todayOf, type RequestParts } from './create-requests.ts'
import { listedOf, receivedOf } from './request-of.ts'
import { readReason, requestAudience, requireWaiting, stateOn } from './rules.ts'
import { openRequest, sealRequest, type SealedRequest } from './sealed-request.ts'
import { countWaiting, endRequest, noteSeen, selectOne, selectWaiting } from './store.ts'
import type { ReceivedRequests } from './types.ts'

const facilityOf = ({ actor }: Visitor): string | undefined => ('facility' in actor ? actor.facility?.id : undefined)

/** The answer for what another place is asked is that for what nobody asked. */
const take = async ({ database }: RequestParts, asked: Visitor, id: string): Promise<SealedRequest> => {
  const row = isUuid(id) ? await selectOne(database, id) : undefined
  if (row === undefined || row.facilityId !== facilityOf(asked)) throw new Problem('absent', 'request-unknown')
  return row
}

/**
 * Builds the facility's side. Trust: the holder wrote the request to this place, and reads in their history who opened it; nothing else of the
 * space is looked at for it.
 */
export const createReceivedRequests = (parts: RequestParts): ReceivedRequests => ({
  list: async (asked) => {
    const facilityId = facilityOf(asked)
    const today = todayOf(parts)
    const rows = facilityId === undefined ? [] : await selectWaiting(parts.database, { facilityId, today })
    return rows.map((row) => listedOf(row, today))
  },
  count: async (asked) => {
    const facilityId = facilityOf(asked)
    return facilityId === undefined ? 0 : countWaiting(parts.database, { facilityId, today: todayOf(parts) })
  },
  find: async (asked, id) => {
    const row = await take(parts, asked, id)
    const { spaceId } = row
    // Taken back or over, it is a letter that nobody sent
    if (['taken-back', 'over'].includes(stateOn(row, todayOf(parts)))) throw new Problem('absent', 'request-unknown')
    const visit = { ...asked, space: { spaceId }, act: 'answer-request', audience: requestAudience } as const
    const { value } = await parts.door.open(visit, async (opened) => {
      await opened.alongside((connection) => noteSeen(connection, id, parts.clock.now().toISOString()))
      return receivedOf(opened.standing.keys, row, todayOf(parts))
    })
    return value
  },
  decline: async (asked, id, typed) => {
    const row = requireWaiting(await take(parts, asked, id), todayOf(parts))
    const reason = readReason(typed)
    const { spaceId } = row
    const visit = { ...asked, space: { spaceId }, act: 'answer-request', audience: requestAudience } as const
    await parts.door.open(visit, async (opened) => {
      const { keys } = opened.standing
      const details = sealRequest(keys, id, { ...openRequest(keys, id, row.details), reason })
      const now = parts.clock.now()
      const notice = { spaceId, id: timeOrderedId(now.getTime()), kind: 'notice-answer', payload: {} }
      await opened.alongside(async (connection) => {
        const end = { spaceId, id, state: 'declined', at: now.toISOString(), details } as const
        if (!(await endRequest(connection, end))) throw new Problem('conflict', 'request-over')
        await dropLateNotice(connection, row)
        await enqueue(connection, notice)
      })
    })
  },
})

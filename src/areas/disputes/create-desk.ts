import type { Visitor } from '../../access/types.ts'
import { isUuid, timeOrderedId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/outbox.ts'
import { Problem } from '../../platform/problem.ts'
import { settleAnnouncement } from '../documents/index.ts'
import type { StaffRooms } from '../enrolment/index.ts'
import type { DisputeParts } from './create-disputes.ts'
import { disputeOf, withOpeners } from './dispute-of.ts'
import { disputeAudience, requireOpen } from './rules.ts'
import { selectAll, selectOne, stepDispute, type SealedDispute } from './store.ts'
import type { DisputeDesk } from './types.ts'

/** What the operator's queue is built from. */
export interface DisputeDeskParts extends DisputeParts {
  staffRooms: Pick<StaffRooms, 'enter'>
}

/** Writes down who comes for a case, and gives it. */
const take = async (
  parts: DisputeDeskParts,
  staff: Visitor,
  at: { id: string; deed: string },
): Promise<SealedDispute> => {
  const row = isUuid(at.id) ? await selectOne(parts.database, at.id) : undefined
  await parts.staffRooms.enter(staff, at.deed, { dispute: at.id })
  if (row === undefined) throw new Problem('absent', 'dispute-unknown')
  return row
}

const createDecide =
  (parts: DisputeDeskParts): DisputeDesk['decide'] =>
  async (staff, id, outcome) => {
    const { spaceId, documentId, details } = requireOpen(await take(parts, staff, { id, deed: 'dispute-decide' }))
    const audience = disputeAudience
    const visit = { ...staff, space: { spaceId }, act: 'settle-dispute', documentId, audience } as const
    await parts.door.open(visit, async (opened) => {
      const now = parts.clock.now()
      const closed = { at: now.toISOString(), by: staff.actor.id }
      const notice = { spaceId, id: timeOrderedId(now.getTime()), kind: 'notice-answer', payload: {} }
      await opened.alongside(async (connection) => {
        if (!(await stepDispute(connection, { spaceId, id, state: outcome, details, closed })))
          throw new Problem('conflict', 'dispute-over')
        await enqueue(connection, notice)
      })
      const isWithheld = (await opened.vault.findDocument(documentId))?.facts.visibility.withheld === true
      const gone = outcome === 'withdrawn' ? ({ status: 'entered-in-error' } as const) : {}
      await opened.vault.updateState(documentId, { quarantined: false, ...gone })
      if (outcome === 'withdrawn' && isWithheld) await settleAnnouncement(opened, documentId, 'withdrawn')
    })
  }

/** The operator's queue of documents that are not their holder's, or wrong. Whoever comes is written down; nobody sees whose it is. */
export const createDisputeDesk = (parts: DisputeDeskParts): DisputeDesk => {
  const keysOf = ({ spaceId }: SealedDispute) => parts.keys.spaceKeys(spaceId)
  return {
    list: async (staff) => {
      await parts.staffRooms.enter(staff, 'disputes-view')
      const rows = await selectAll(parts.database)
      return Promise.all(rows.map(async (row) => disputeOf(await keysOf(row), row)))
    },
    find: async (staff, id) => {
      const row = await take(parts, staff, { id, deed: 'disputes-view' })
      return withOpeners(await keysOf(row), row)
    },
    decide: createDecide(parts),
  }
}

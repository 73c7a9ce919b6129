import type { Visitor } from '../../../access/types.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Database } from '../../../platform/database/database.ts'
import { isUuid, timeOrderedId } from '../../../platform/ids.ts'
import { Problem } from '../../../platform/problem.ts'
import { confirmApproval, insertApproval } from '../campaigns/approvals/store.ts'
import type { Desk } from '../campaigns/desk.ts'
import { deskParameters } from '../desk/parameters.ts'
import { deletePending, dropStale, selectOne, selectPending, selectPendingKinds, type PendingRow } from './store.ts'
import type { Approvals, PendingApproval } from './types.ts'

/** Does what was asked, in the name of who confirms; `approval` is its id, for the record. */
export type Executor = (visitor: Visitor, subjectId: string, approval: string) => Promise<unknown>

/** What approvals are built from. `executors`: by kind, what a confirmation does. */
export interface ApprovalParts {
  database: Database
  clock: Clock
  desk: Desk
  executors: Readonly<Record<string, Executor>>
}

const dayMs = 86_400_000

const gone = (): Problem => new Problem('absent', 'approval-gone')

const viewOf = (visitor: Visitor, { id, kind, subjectId, askedBy, askedAt }: PendingRow): PendingApproval => {
  const expiresAt = new Date(Date.parse(askedAt) + deskParameters.approvalDays * dayMs).toISOString()
  return { id, kind, subjectId, askedAt, expiresAt, isOwn: askedBy === visitor.actor.id }
}

/** The instant since which something asked still counts. */
const sinceOf = ({ clock }: Pick<ApprovalParts, 'clock'>): string =>
  new Date(clock.now().getTime() - deskParameters.approvalDays * dayMs).toISOString()

const find = async (parts: ApprovalParts, id: string): Promise<PendingRow> => {
  const row = isUuid(id) ? await selectOne(parts.database, id, sinceOf(parts)) : undefined
  if (row === undefined) throw gone()
  return row
}

/**
 * The deed comes first and its mark after it: a crash between the two leaves an approval whose repetition finds the deed done
 * (`enrolment-wrong-moment`) and harms nobody. Of two who confirm at once, the state of the subject lets one through.
 */
const createConfirm =
  (parts: ApprovalParts): Approvals['confirm'] =>
  async (visitor, id) => {
    const by = await parts.desk.enter(visitor, 'approval-confirm', { approval: id })
    const row = await find(parts, id)
    if (row.askedBy === by) throw new Problem('refused', 'second-person-needed')
    const execute = parts.executors[row.kind]
    if (execute === undefined) throw gone()
    await execute(visitor, row.subjectId, row.id)
    await confirmApproval(parts.database, row.id, { by, at: parts.clock.now().toISOString() })
  }

const createAsk =
  ({ database, clock }: ApprovalParts): Approvals['ask'] =>
  async ({ actor }, { kind, subjectId, id: given }) => {
    const now = clock.now()
    const since = sinceOf({ clock })
    await database.transaction(async (connection) => {
      await dropStale(connection, { kind, subjectId, since })
      const id = given ?? timeOrderedId(now.getTime())
      await insertApproval(connection, { id, kind, subjectId, by: actor.id, at: now.toISOString() })
    })
  }

/** Approvals over a database. */
export const createApprovals = (parts: ApprovalParts): Approvals => {
  const { database, desk } = parts
  return {
    ask: createAsk(parts),
    listAsked: (subjectId) => selectPendingKinds(database, subjectId, sinceOf(parts)),
    count: async () => (await selectPending(database, sinceOf(parts))).length,
    list: async (visitor) => {
      await desk.enter(visitor, 'approvals-view')
      return (await selectPending(database, sinceOf(parts))).map((row) => viewOf(visitor, row))
    },
    find: async (visitor, id) => {
      await desk.enter(visitor, 'approvals-view', { approval: id })
      return viewOf(visitor, await find(parts, id))
    },
    confirm: createConfirm(parts),
    withdraw: async (visitor, id) => {
      await desk.enter(visitor, 'approval-confirm', { approval: id, withdrawn: true })
      await deletePending(database, (await find(parts, id)).id)
    },
  }
}

import type { Visitor } from '../../../access/types.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Database } from '../../../platform/database/database.ts'
import { isUuid, timeOrderedId } from '../../../platform/ids.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Desk } from '../staff/desk.ts'
import { forgottenAt, pendingSince } from './pending-since.ts'
import {
  confirmApproval,
  deletePending,
  dropStale,
  insertApproval,
  selectOne,
  selectPending,
  selectPendingKinds,
  type PendingRow,
} from './store.ts'
import { subjectNameOf, type Approvals, type PendingApproval } from './types.ts'

/** Does what was asked, in the name of who confirms; `approval` is its id, for the record. */
export type Executor = (visitor: Visitor, subjectId: string, approval: string) => Promise<unknown>

/** What approvals are built from. `executors`: by kind, what a confirmation does. */
export interface ApprovalParts {
  database: Database
  clock: Clock
  desk: Desk
  executors: Readonly<Record<string, Executor>>
}

const gone = (): Problem => new Problem('absent', 'approval-gone')

const viewOf = (visitor: Visitor, { id, kind, subjectId, askedBy, askedAt }: PendingRow): PendingApproval => ({
  id,
  kind,
  subjectId,
  askedAt,
  expiresAt: forgottenAt(askedAt),
  isOwn: askedBy === visitor.actor.id,
})

const sinceOf = ({ clock }: Pick<ApprovalParts, 'clock'>): string => pendingSince(clock.now())

/** Writes down who comes for an approval, about whom or what it is, and gives it. Problem `absent`, `approval-gone`. */
const take = async (
  parts: ApprovalParts,
  visitor: Visitor,
  { id, deed, withdrawn }: { id: string; deed: string; withdrawn?: true },
): Promise<PendingRow> => {
  const row = isUuid(id) ? await selectOne(parts.database, id, sinceOf(parts)) : undefined
  await parts.desk.enter(visitor, deed, {
    approval: id,
    ...(row === undefined ? {} : { kind: row.kind, [subjectNameOf(row)]: row.subjectId }),
    ...(withdrawn === undefined ? {} : { withdrawn }),
  })
  if (row === undefined) throw gone()
  return row
}

/**
 * The deed comes first and its mark after it: a crash between the two leaves an approval whose repetition finds the deed done and
 * harms nobody. It finds so by the state of the subject (`enrolment-wrong-moment`) or, where a deed leaves the state as it is, by the
 * approval that stands in the record of the deed. Of two who confirm at once one gets through in the same way.
 */
const createConfirm =
  (parts: ApprovalParts): Approvals['confirm'] =>
  async (visitor, id) => {
    const row = await take(parts, visitor, { id, deed: 'approval-confirm' })
    const by = visitor.actor.id
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
    find: async (visitor, id) => viewOf(visitor, await take(parts, visitor, { id, deed: 'approvals-view' })),
    confirm: createConfirm(parts),
    withdraw: async (visitor, id) => {
      const row = await take(parts, visitor, { id, deed: 'approval-confirm', withdrawn: true })
      await deletePending(database, row.id)
    },
  }
}

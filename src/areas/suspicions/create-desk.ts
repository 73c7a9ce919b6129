import type { Visitor } from '../../access/types.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database/database.ts'
import { isUuid, timeOrderedId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/outbox.ts'
import { Problem } from '../../platform/problem.ts'
import type { StaffRooms } from '../enrolment/index.ts'
import { caseOf } from './case-facts.ts'
import { answerCase, insertHold, selectCase, selectCases, type CaseRow } from './store.ts'
import { suspicionsFile } from './suspicions-file.ts'
import type { SuspicionDesk } from './types.ts'

/** The kind under which the lifting of a hold waits for a second person. */
export const liftApproval = 'suspicion-lift'

/** What the operator's queue is built from. */
export interface DeskParts {
  database: Database
  clock: Clock
  staffRooms: Pick<StaffRooms, 'enter' | 'approvals'>
}

/** Writes down who comes for a case, and gives it. */
const take = async (parts: DeskParts, visitor: Visitor, at: { id: string; deed: string }): Promise<CaseRow> => {
  const row = isUuid(at.id) ? await selectCase(parts.database, at.id) : undefined
  await parts.staffRooms.enter(visitor, at.deed, { case: at.id })
  if (row === undefined) throw new Problem('absent', 'suspicion-unknown')
  return row
}

const createAnswer =
  (parts: DeskParts): SuspicionDesk['answer'] =>
  async (visitor, id, outcome) => {
    if (!suspicionsFile.outcomes.includes(outcome))
      throw new Problem('incorrect', 'suspicion-outcome-missing', { details: { field: 'outcome' } })
    await take(parts, visitor, { id, deed: 'suspicion-answer' })
    const now = parts.clock.now()
    await parts.database.transaction(async (connection) => {
      const answer = { id, outcome, by: visitor.actor.id, at: now.toISOString() }
      const answered = await answerCase(connection, answer)
      if (answered === undefined) throw new Problem('conflict', 'suspicion-answered')
      const { spaceId } = answered
      const noticeId = timeOrderedId(now.getTime())
      if (spaceId !== null) await enqueue(connection, { spaceId, id: noticeId, kind: 'notice-answer', payload: {} })
    })
  }

/** The operator's queue of suspicious accesses. Whoever comes is written down; a hold is put by one, and lifted by two. */
export const createSuspicionDesk = (parts: DeskParts): SuspicionDesk => {
  const { database, staffRooms } = parts
  return {
    list: async (visitor) => {
      await staffRooms.enter(visitor, 'suspicions-view')
      return (await selectCases(database)).map(caseOf)
    },
    find: async (visitor, id) => {
      const found = caseOf(await take(parts, visitor, { id, deed: 'suspicions-view' }))
      return { ...found, liftAsked: (await staffRooms.approvals.listAsked(id)).includes(liftApproval) }
    },
    answer: createAnswer(parts),
    hold: async (visitor, id) => {
      const { party } = await take(parts, visitor, { id, deed: 'suspicion-hold' })
      await insertHold(database, party.id)
    },
    askToLift: async (visitor, id) => {
      await take(parts, visitor, { id, deed: liftApproval })
      await staffRooms.approvals.ask(visitor, { kind: liftApproval, subjectId: id })
    },
  }
}

import type { Visitor } from '../../access/types.ts'
import type { Connection } from '../../platform/database/database.ts'
import { isUuid, timeOrderedId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/outbox.ts'
import { Problem } from '../../platform/problem.ts'
import type { StaffRooms } from '../enrolment/index.ts'
import type { ObjectionParts } from './create-objections.ts'
import { objectionAudience } from './rules.ts'
import { objectionOf } from './objection-of.ts'
import { objectionsFile } from './objections-file.ts'
import { setAside } from './set-aside.ts'
import { openAct } from './sealed-act.ts'
import { answerObjection, selectAsked, selectOne, type SealedObjection } from './store.ts'
import type { Objection, ObjectionAnswer, ObjectionDesk } from './types.ts'

/** What the operator's queue is built from. */
export interface ObjectionDeskParts extends Omit<ObjectionParts, 'directory'> {
  staffRooms: Pick<StaffRooms, 'enter'>
}

/** Writes down who comes for an objection, and gives it. */
const take = async (
  parts: ObjectionDeskParts,
  visitor: Visitor,
  at: { id: string; deed: string },
): Promise<SealedObjection> => {
  const row = isUuid(at.id) ? await selectOne(parts.database, at.id) : undefined
  await parts.staffRooms.enter(visitor, at.deed, { objection: at.id })
  if (row === undefined) throw new Problem('absent', 'objection-unknown')
  return row
}

interface Answering {
  row: SealedObjection
  visitor: Visitor
  answer: ObjectionAnswer
  now: Date
}

/** Once: of two who answer at the same time the second finds it answered. The holder is told that there is news, in the same transaction. */
const record = async (connection: Connection, { row, visitor, answer, now }: Answering): Promise<void> => {
  const because = answer.outcome === 'refused' ? answer.because : null
  const { outcome } = answer
  const answered = { spaceId: row.spaceId, id: row.id, outcome, because, by: visitor.actor.id, at: now.toISOString() }
  if (!(await answerObjection(connection, answered))) throw new Problem('conflict', 'objection-over')
  const notice = { spaceId: row.spaceId, id: timeOrderedId(now.getTime()), kind: 'notice-answer' } as const
  await enqueue(connection, { ...notice, payload: {} })
}

const createAnswer =
  (parts: ObjectionDeskParts): ObjectionDesk['answer'] =>
  async (visitor, id, answer) => {
    if (answer.outcome === 'refused' && !objectionsFile.refusals.includes(answer.because))
      throw new Problem('incorrect', 'objection-answer-missing', { details: { field: 'answer' } })
    const row = await take(parts, visitor, { id, deed: 'objection-answer' })
    const answering = { row, visitor, answer, now: parts.clock.now() }
    if (answer.outcome === 'refused') {
      await parts.database.transaction((connection) => record(connection, answering))
      return
    }
    const { spaceId } = row
    const visit = { ...visitor, space: { spaceId }, act: 'set-aside-documents', audience: objectionAudience } as const
    await parts.door.open(visit, async (opened) => {
      await opened.alongside((connection) => record(connection, answering))
      const act = openAct(opened.standing.keys, row.id, row.details)
      await setAside(opened, { ...row, ...act, isSecret: false })
    })
  }

const shown = async ({ keys }: ObjectionDeskParts, row: SealedObjection): Promise<Objection> =>
  objectionOf(await keys.spaceKeys(row.spaceId), row)

/** The operator's queue of what holders ask not to be listed. Whoever comes is written down; nobody sees whose it is. */
export const createObjectionDesk = (parts: ObjectionDeskParts): ObjectionDesk => ({
  list: async (visitor) => {
    await parts.staffRooms.enter(visitor, 'objections-view')
    return Promise.all((await selectAsked(parts.database)).map((row) => shown(parts, row)))
  },
  find: async (visitor, id) => shown(parts, await take(parts, visitor, { id, deed: 'objections-view' })),
  answer: createAnswer(parts),
})

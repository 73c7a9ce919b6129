import type { Connection } from '../../platform/database/database.ts'
import type { StandingObjection } from './rules.ts'

/** An objection as it is kept. Instants and days are ISO. */
export interface ObjectionRow extends StandingObjection {
  spaceId: string
  id: string
  partyName: string
  reason: string
  askedAt: string
  dueOn: string | null
  outcome: 'accepted' | 'refused' | null
  because: string | null
  answeredAt: string | null
}

const columns = `space_id as "spaceId", id, scope, document_id as "documentId", party_id as "partyId", party_name as "partyName",
  act_on as "actOn", reason, asked_at as "askedAt", due_on as "dueOn", outcome, because, answered_at as "answeredAt"`

const listed = 500

/** Keeps an objection; false where one about the same stands or waits already. */
export const insertObjection = async (connection: Connection, row: ObjectionRow): Promise<boolean> => {
  const rows = await connection.query({
    text: `insert into objection.objection (space_id, id, scope, document_id, party_id, party_name, act_on, reason, asked_at, due_on,
        outcome, answered_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
      on conflict (space_id, document_id, scope) where outcome is distinct from 'refused' do nothing returning id`,
    values: [
      row.spaceId,
      row.id,
      row.scope,
      row.documentId,
      row.partyId,
      row.partyName,
      row.actOn,
      row.reason,
      row.askedAt,
      row.dueOn,
      row.outcome,
      row.answeredAt,
    ],
  })
  return rows.length === 1
}

/** The objections that stand in a space. */
export const selectStanding = (connection: Connection, spaceId: string): Promise<StandingObjection[]> =>
  connection.query<StandingObjection>({
    name: 'objection-standing',
    text: `select scope, document_id as "documentId", party_id as "partyId", act_on as "actOn" from objection.objection
      where space_id = $1 and outcome = 'accepted'`,
    values: [spaceId],
  })

/** The objections of a space, newest first. */
export const selectOwn = (connection: Connection, spaceId: string): Promise<ObjectionRow[]> =>
  connection.query<ObjectionRow>({
    text: `select ${columns} from objection.objection where space_id = $1 order by asked_at desc limit ${listed}`,
    values: [spaceId],
  })

/** What waits for an answer, the most due first, then the newest answered ones; a minor's word is nobody's to see. */
export const selectAsked = (connection: Connection): Promise<ObjectionRow[]> =>
  connection.query<ObjectionRow>({
    text: `select ${columns} from objection.objection where due_on is not null
      order by outcome is not null, case when outcome is null then due_on end, asked_at desc limit ${listed}`,
  })

/** One that was asked. */
export const selectOne = async (connection: Connection, id: string): Promise<ObjectionRow | undefined> => {
  const [row] = await connection.query<ObjectionRow>({
    text: `select ${columns} from objection.objection where id = $1 and due_on is not null`,
    values: [id],
  })
  return row
}

/** Answers one that waits; false where it does not wait any more. */
export const answerObjection = async (
  connection: Connection,
  answer: { id: string; outcome: 'accepted' | 'refused'; because: string | null; by: string; at: string },
): Promise<boolean> => {
  const rows = await connection.query({
    text: `update objection.objection set outcome = $2, because = $3, answered_by = $4, answered_at = $5
      where id = $1 and outcome is null returning id`,
    values: [answer.id, answer.outcome, answer.because, answer.by, answer.at],
  })
  return rows.length === 1
}

/** Takes one back that waits or stands; false where there is none. */
export const deleteObjection = async (connection: Connection, spaceId: string, id: string): Promise<boolean> => {
  const rows = await connection.query({
    text: `delete from objection.objection where space_id = $1 and id = $2 and outcome is distinct from 'refused' returning id`,
    values: [spaceId, id],
  })
  return rows.length === 1
}

/** Objections follow their holder into another space, all of them or those named; gives which. What the other objected to already stays. */
export const moveObjections = async (
  connection: Connection,
  { from, to }: { from: string; to: string },
  ids?: readonly string[],
): Promise<string[]> => {
  const rows = await connection.query<{ id: string }>({
    text: `update objection.objection c set space_id = $2 where space_id = $1 and ($3::uuid[] is null or id = any ($3))
        and not exists (select from objection.objection o where o.space_id = $2 and o.document_id = c.document_id
          and o.scope = c.scope and o.outcome is distinct from 'refused') returning id`,
    values: [from, to, ids ?? null],
  })
  return rows.map(({ id }) => id)
}

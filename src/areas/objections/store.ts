import type { Connection } from '../../platform/database/database.ts'

/** An objection as it is kept: `details` is sealed with the key of the space. Instants and days are ISO. */
export interface SealedObjection {
  spaceId: string
  id: string
  scope: 'document' | 'act'
  documentId: string
  partyId: string
  details: Buffer
  reason: string
  askedAt: string
  dueOn: string | null
  outcome: 'accepted' | 'refused' | null
  because: string | null
  answeredAt: string | null
}

const columns = `space_id as "spaceId", id, scope, document_id as "documentId", party_id as "partyId", details, reason,
  asked_at as "askedAt", due_on as "dueOn", outcome, because, answered_at as "answeredAt"`

const listed = 500

/** Keeps an objection; false where one about the same stands or waits already. */
export const insertObjection = async (connection: Connection, row: SealedObjection): Promise<boolean> => {
  const rows = await connection.query({
    text: `insert into objection.objection (space_id, id, scope, document_id, party_id, details, reason, asked_at, due_on,
        outcome, answered_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
      on conflict (space_id, document_id, scope) where outcome is distinct from 'refused' do nothing returning id`,
    values: [
      row.spaceId,
      row.id,
      row.scope,
      row.documentId,
      row.partyId,
      row.details,
      row.reason,
      row.askedAt,
      row.dueOn,
      row.outcome,
      row.answeredAt,
    ],
  })
  return rows.length === 1
}

/** One that stands; nothing was left to answer of a minor's own word. */
export type SealedStanding = Pick<SealedObjection, 'id' | 'scope' | 'documentId' | 'partyId' | 'details'> & {
  isSecret: boolean
}

/** The objections that stand in a space. */
export const selectStanding = (connection: Connection, spaceId: string): Promise<SealedStanding[]> =>
  connection.query<SealedStanding>({
    name: 'objection-standing',
    text: `select id, scope, document_id as "documentId", party_id as "partyId", details, due_on is null as "isSecret"
      from objection.objection where space_id = $1 and outcome = 'accepted'`,
    values: [spaceId],
  })

/** The objections of a space, newest first. */
export const selectOwn = (connection: Connection, spaceId: string): Promise<SealedObjection[]> =>
  connection.query<SealedObjection>({
    text: `select ${columns} from objection.objection where space_id = $1 order by asked_at desc limit ${listed}`,
    values: [spaceId],
  })

/** What waits for an answer, the most due first, then the newest answered ones; a minor's word is nobody's to see. */
export const selectAsked = (connection: Connection): Promise<SealedObjection[]> =>
  connection.query<SealedObjection>({
    text: `select ${columns} from objection.objection where due_on is not null
      order by outcome is not null, case when outcome is null then due_on end, asked_at desc limit ${listed}`,
  })

/** One that was asked. */
export const selectOne = async (connection: Connection, id: string): Promise<SealedObjection | undefined> => {
  const [row] = await connection.query<SealedObjection>({
    text: `select ${columns} from objection.objection where id = $1 and due_on is not null`,
    values: [id],
  })
  return row
}

/** Answers one that waits; false where it does not wait any more, or has followed its holder elsewhere meanwhile. */
export const answerObjection = async (
  connection: Connection,
  answer: {
    spaceId: string
    id: string
    outcome: 'accepted' | 'refused'
    because: string | null
    by: string
    at: string
  },
): Promise<boolean> => {
  const rows = await connection.query({
    text: `update objection.objection set outcome = $2, because = $3, answered_by = $4, answered_at = $5
      where id = $1 and space_id = $6 and outcome is null returning id`,
    values: [answer.id, answer.outcome, answer.because, answer.by, answer.at, answer.spaceId],
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

/** Those of a space, all of them or those named, that can follow their holder into another: what the other objected to already stays. */
export const selectMovable = (
  connection: Connection,
  { from, to }: { from: string; to: string },
  ids?: readonly string[],
): Promise<Pick<SealedObjection, 'id' | 'details'>[]> =>
  connection.query({
    text: `select id, details from objection.objection c where space_id = $1 and ($3::uuid[] is null or id = any ($3))
        and not exists (select from objection.objection o where o.space_id = $2 and o.document_id = c.document_id
          and o.scope = c.scope and o.outcome is distinct from 'refused') for update`,
    values: [from, to, ids ?? null],
  })

/** Moves one, sealed anew. */
export const moveOne = async (
  connection: Connection,
  { from, to, id, details }: { from: string; to: string; id: string; details: Buffer },
): Promise<void> => {
  await connection.query({
    text: 'update objection.objection set space_id = $2, details = $4 where space_id = $1 and id = $3',
    values: [from, to, id, details],
  })
}

/** What was kept in clear before migration 0023. */
export interface Unsealed {
  spaceId: string
  id: string
  partyName: string
  actOn: string
}

/** What is still in clear. */
export const selectUnsealed = (connection: Connection): Promise<Unsealed[]> =>
  connection.query<Unsealed>({
    text: 'select space_id as "spaceId", id, party_name as "partyName", act_on as "actOn" from objection.unsealed',
  })

/** Puts the sealed form of one in its place, and forgets what was in clear. */
export const replaceUnsealed = async (
  connection: Connection,
  { spaceId, id, details }: Pick<SealedObjection, 'spaceId' | 'id' | 'details'>,
): Promise<void> => {
  await connection.query({
    text: `with taken as (delete from objection.unsealed where space_id = $1 and id = $2)
      update objection.objection set details = $3 where space_id = $1 and id = $2 and details is null`,
    values: [spaceId, id, details],
  })
}

import type { Connection } from '../../platform/database/database.ts'
import type { DisputeKind, DisputeState } from './types.ts'

/** A case as it is kept: `details` is sealed with the key of the space. Instants and days are ISO. */
export interface SealedDispute {
  spaceId: string
  id: string
  documentId: string
  kind: DisputeKind
  partyIds: readonly string[]
  details: Buffer
  openedAt: string
  dueOn: string
  state: DisputeState
  closedAt: string | null
}

const columns = `space_id as "spaceId", id, document_id as "documentId", kind, party_ids as "partyIds", details, opened_at as "openedAt",
  due_on as "dueOn", state, closed_at as "closedAt"`

const openFirst =
  'order by closed_at is not null, case when closed_at is null then due_on end, opened_at desc limit 500'

/** Keeps a case; false where one about the document is open already. */
export const insertDispute = async (
  connection: Connection,
  row: SealedDispute & { closedBy?: string },
): Promise<boolean> => {
  const rows = await connection.query({
    text: `insert into dispute.dispute_case (space_id, id, document_id, kind, party_ids, details, opened_at, due_on, state, closed_at, closed_by)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
      on conflict (space_id, document_id) where closed_at is null do nothing returning id`,
    values: [
      row.spaceId,
      row.id,
      row.documentId,
      row.kind,
      row.partyIds,
      row.details,
      row.openedAt,
      row.dueOn,
      row.state,
      row.closedAt,
      row.closedBy ?? null,
    ],
  })
  return rows.length === 1
}

/** The cases of a space, newest first. */
export const selectOwn = (connection: Connection, spaceId: string): Promise<SealedDispute[]> =>
  connection.query<SealedDispute>({
    text: `select ${columns} from dispute.dispute_case where space_id = $1 order by opened_at desc limit 500`,
    values: [spaceId],
  })

/** Cases about what one of these persons and places wrote or deposited: what waits first. */
export const selectOfParties = (connection: Connection, partyIds: readonly string[]): Promise<SealedDispute[]> =>
  connection.query<SealedDispute>({
    text: `select ${columns} from dispute.dispute_case where party_ids && $1::text[] ${openFirst}`,
    values: [partyIds],
  })

/** Every case: what waits first. */
export const selectAll = (connection: Connection): Promise<SealedDispute[]> =>
  connection.query<SealedDispute>({ text: `select ${columns} from dispute.dispute_case ${openFirst}` })

/** One case. */
export const selectOne = async (connection: Connection, id: string): Promise<SealedDispute | undefined> => {
  const [row] = await connection.query<SealedDispute>({
    text: `select ${columns} from dispute.dispute_case where id = $1`,
    values: [id],
  })
  return row
}

/** The open case about a document, held until the transaction ends; nothing where there is none. */
export const selectOpen = async (
  connection: Connection,
  { spaceId, documentId }: { spaceId: string; documentId: string },
): Promise<SealedDispute | undefined> => {
  const [row] = await connection.query<SealedDispute>({
    text: `select ${columns} from dispute.dispute_case where space_id = $1 and document_id = $2 and closed_at is null for update`,
    values: [spaceId, documentId],
  })
  return row
}

/** Whether a case about a document ended with its leaving the space. */
export const hasWithdrawn = async (
  connection: Connection,
  { spaceId, documentId }: { spaceId: string; documentId: string },
): Promise<boolean> => {
  const rows = await connection.query({
    text: `select from dispute.dispute_case where space_id = $1 and document_id = $2 and state = 'withdrawn' limit 1`,
    values: [spaceId, documentId],
  })
  return rows.length > 0
}

/** A step of an open case: its new state and details, and who closed it where that closes it. */
export interface DisputeStep {
  spaceId: string
  id: string
  state: DisputeState
  details: Buffer
  closed?: { at: string; by: string }
}

/** Takes a step; false where the case is closed, or has followed its holder elsewhere meanwhile. */
export const stepDispute = async (connection: Connection, step: DisputeStep): Promise<boolean> => {
  const rows = await connection.query({
    text: `update dispute.dispute_case set state = $3, details = $4, closed_at = $5, closed_by = $6
      where space_id = $1 and id = $2 and closed_at is null returning id`,
    values: [step.spaceId, step.id, step.state, step.details, step.closed?.at ?? null, step.closed?.by ?? null],
  })
  return rows.length === 1
}

/** Those of a space, all of them or those named, that can follow their holder into another: what is disputed there already stays. */
export const selectMovable = (
  connection: Connection,
  { from, to }: { from: string; to: string },
  ids?: readonly string[],
): Promise<Pick<SealedDispute, 'id' | 'details'>[]> =>
  connection.query({
    text: `select id, details from dispute.dispute_case c where space_id = $1 and ($3::uuid[] is null or id = any ($3))
        and (c.closed_at is not null or not exists (select from dispute.dispute_case o
          where o.space_id = $2 and o.document_id = c.document_id and o.closed_at is null)) for update`,
    values: [from, to, ids ?? null],
  })

/** Moves one, sealed anew. */
export const moveOne = async (
  connection: Connection,
  { from, to, id, details }: { from: string; to: string; id: string; details: Buffer },
): Promise<void> => {
  await connection.query({
    text: 'update dispute.dispute_case set space_id = $2, details = $4 where space_id = $1 and id = $3',
    values: [from, to, id, details],
  })
}

/** Two ids of one document: in the space that it came from, and here. */
export interface TwinIds {
  spaceId: string
  from: string
  to: string
}

/** Cases that came along name a document by its id here; an open one, where none about it is open here already. */
export const nameTwin = async (connection: Connection, { spaceId, from, to }: TwinIds): Promise<void> => {
  await connection.query({
    text: `update dispute.dispute_case c set document_id = $3, twin_of = $2 where space_id = $1 and document_id = $2
        and (closed_at is not null or not exists (select from dispute.dispute_case o
          where o.space_id = $1 and o.document_id = $3 and o.closed_at is null))`,
    values: [spaceId, from, to],
  })
}

/** The same cases by the ids that they came with. */
export const unnameTwin = async (connection: Connection, { spaceId, from, to }: TwinIds): Promise<void> => {
  await connection.query({
    text: `update dispute.dispute_case set document_id = twin_of, twin_of = null
      where space_id = $1 and document_id = $3 and twin_of = $2`,
    values: [spaceId, from, to],
  })
}

import type { Connection } from '../../platform/database/database.ts'
import type { SealedRequest } from './sealed-request.ts'

const columns = `space_id as "spaceId", id, facility_id as "facilityId", details, asked_at as "askedAt", due_on as "dueOn",
  ends_on as "endsOn", seen_at as "seenAt", state, closed_at as "closedAt", document_id as "documentId"`

/** Keeps a request. */
export const insertRequest = async (connection: Connection, row: SealedRequest): Promise<void> => {
  await connection.query({
    text: `insert into request.document_request (space_id, id, facility_id, details, asked_at, due_on, ends_on, state)
      values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [row.spaceId, row.id, row.facilityId, row.details, row.askedAt, row.dueOn, row.endsOn, row.state],
  })
}

/** The requests of a space, newest first. */
export const selectOwn = (connection: Connection, spaceId: string): Promise<SealedRequest[]> =>
  connection.query<SealedRequest>({
    text: `select ${columns} from request.document_request where space_id = $1 order by asked_at desc, id desc limit 500`,
    values: [spaceId],
  })

const waitingSql = `from request.document_request r where facility_id = $1 and closed_at is null and ends_on > $2
        and exists (select from access.space s where s.space_id = r.space_id and s.state = 'open')`

/** How many requests a facility has not answered on a day. */
export const countWaiting = async (
  connection: Connection,
  { facilityId, today }: { facilityId: string; today: string },
): Promise<number> => {
  const text = `select count(*)::int as count ${waitingSql}`
  const [row] = await connection.query<{ count: number }>({ text, values: [facilityId, today] })
  return row?.count ?? 0
}

/** What a facility is asked for on a day and has not answered, the most due first; only in spaces that stand open. */
export const selectWaiting = (
  connection: Connection,
  { facilityId, today }: { facilityId: string; today: string },
): Promise<SealedRequest[]> =>
  connection.query<SealedRequest>({
    text: `select ${columns} ${waitingSql}
      order by due_on, asked_at limit 500`,
    values: [facilityId, today],
  })

/** What a space has asked of a facility and has no answer to: asked of at every deposit, hence prepared. */
export const selectOpen = (
  connection: Connection,
  { spaceId, facilityId }: { spaceId: string; facilityId: string },
): Promise<SealedRequest[]> =>
  connection.query<SealedRequest>({
    name: 'request-open',
    text: `select ${columns} from request.document_request where space_id = $1 and facility_id = $2 and closed_at is null
      order by asked_at, id`,
    values: [spaceId, facilityId],
  })

/** One request, of a space that stands open. */
export const selectOne = async (connection: Connection, id: string): Promise<SealedRequest | undefined> => {
  const [row] = await connection.query<SealedRequest>({
    text: `select ${columns} from request.document_request r where id = $1
      and exists (select from access.space s where s.space_id = r.space_id and s.state = 'open')`,
    values: [id],
  })
  return row
}

/** Notes when the facility first opened it. */
export const noteSeen = async (connection: Connection, id: string, at: string): Promise<void> => {
  await connection.query({
    text: 'update request.document_request set seen_at = $2 where id = $1 and seen_at is null and closed_at is null',
    values: [id, at],
  })
}

/** How an open request ends. */
export interface RequestEnd {
  spaceId: string
  id: string
  state: 'answered' | 'declined' | 'taken-back'
  at: string
  details?: Buffer
  documentId?: string
}

/** Ends it; false where it has ended, or has followed its holder elsewhere meanwhile. */
export const endRequest = async (connection: Connection, end: RequestEnd): Promise<boolean> => {
  const rows = await connection.query({
    text: `update request.document_request set state = $3, closed_at = $4, document_id = $5, details = coalesce($6, details)
      where space_id = $1 and id = $2 and closed_at is null returning id`,
    values: [end.spaceId, end.id, end.state, end.at, end.documentId ?? null, end.details ?? null],
  })
  return rows.length === 1
}

/** Those of a space, all of them or those named, held until the transaction ends. */
export const selectMovable = (
  connection: Connection,
  spaceId: string,
  ids?: readonly string[],
): Promise<Pick<SealedRequest, 'id' | 'details'>[]> =>
  connection.query({
    text: `select id, details from request.document_request where space_id = $1 and ($2::uuid[] is null or id = any ($2)) for update`,
    values: [spaceId, ids ?? null],
  })

/** Moves one, sealed anew. */
export const moveOne = async (
  connection: Connection,
  { from, to, id, details }: { from: string; to: string; id: string; details: Buffer },
): Promise<void> => {
  await connection.query({
    text: 'update request.document_request set space_id = $2, details = $4 where space_id = $1 and id = $3',
    values: [from, to, id, details],
  })
}

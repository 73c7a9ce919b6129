import type { Connection } from '../../../platform/database/database.ts'
import type { ParentRequest } from './rules.ts'

const columnsSql = `id, person_id as "personId", inviter_id as "inviterId", state, asked_at as "askedAt", ends_at as "endsAt",
  settled_at as "settledAt"`

/** A request before it is kept; `traitsHash`: keyed hash of whom it names. */
export type NewParentRequest = Pick<ParentRequest, 'id' | 'personId' | 'inviterId' | 'askedAt' | 'endsAt'> & {
  traitsHash: Buffer
}

/** Keeps a request in the place of one that ended unanswered (`ended`: its id); false where another waits. */
export const insertRequest = async (
  connection: Connection,
  request: NewParentRequest,
  ended: readonly string[],
): Promise<boolean> => {
  await connection.query({
    text: `delete from enrolment.parent_request where id = any($1::uuid[]) and state = 'waiting'`,
    values: [ended],
  })
  const rows = await connection.query({
    text: `insert into enrolment.parent_request (id, person_id, inviter_id, traits_hash, asked_at, ends_at)
      values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning id`,
    values: [request.id, request.personId, request.inviterId, request.traitsHash, request.askedAt, request.endsAt],
  })
  return rows.length === 1
}

/** The requests of an inviter, the newest first. */
export const selectSent = (connection: Connection, inviterId: string): Promise<ParentRequest[]> =>
  connection.query<ParentRequest>({
    name: 'enrolment-requests-sent',
    text: `select ${columnsSql} from enrolment.parent_request where inviter_id = $1 order by asked_at desc, id`,
    values: [inviterId],
  })

/** The unanswered requests that name whoever has one of these hashes, the oldest first. */
export const selectNaming = (connection: Connection, hashes: readonly Buffer[]): Promise<ParentRequest[]> =>
  connection.query<ParentRequest>({
    name: 'enrolment-requests-naming',
    text: `select ${columnsSql} from enrolment.parent_request where traits_hash = any($1::bytea[]) order by asked_at, id`,
    values: [hashes],
  })

/** Answers a request and forgets whom it named; false where it was answered or taken back meanwhile. */
export const settleRequest = async (
  connection: Connection,
  id: string,
  { state, at }: { state: 'accepted' | 'refused'; at: string },
): Promise<boolean> => {
  const rows = await connection.query({
    text: `update enrolment.parent_request set state = $2, settled_at = $3, traits_hash = null
      where id = $1 and state = 'waiting' returning id`,
    values: [id, state, at],
  })
  return rows.length === 1
}

/** Takes a request back; false where it was answered meanwhile. */
export const deleteRequest = async (connection: Connection, id: string): Promise<boolean> => {
  const rows = await connection.query({
    text: `delete from enrolment.parent_request where id = $1 and state = 'waiting' returning id`,
    values: [id],
  })
  return rows.length === 1
}

/** Forgets whom requests named whose time is over. */
export const forgetNamed = async (connection: Connection, now: string): Promise<void> => {
  await connection.query({
    text: 'update enrolment.parent_request set traits_hash = null where ends_at <= $1 and traits_hash is not null',
    values: [now],
  })
}

import type { SpaceKeys } from '../keys/space-keys.ts'
import { canonicalJson } from '../platform/canonical-json.ts'
import type { Connection } from '../platform/database/database.ts'
import { enqueue } from '../platform/outbox.ts'

/** Queues a notice to the holder of what somebody was let do just now: told each time, in the same transaction. */
export const tellHolder = (connection: Connection, notice: { spaceId: string; id: string }): Promise<void> =>
  enqueue(connection, { ...notice, kind: 'notice-entered', payload: {} })

/** Whoever enters at the person's word has been told of: their first look is no second piece of news, and still counts as a new person. */
export const noteEntering = async (
  connection: Connection,
  { spaceId, partyId }: { spaceId: string; partyId: string },
): Promise<void> => {
  await connection.query({
    name: 'entering-note',
    text: 'insert into access.acquaintance (space_id, party_id, counted) values ($1, $2, false) on conflict do nothing',
    values: [spaceId, partyId],
  })
}

/** Queues a notice to a professional, in the same transaction. */
export const tellProfessional = (
  connection: Connection,
  notice: { spaceId: string; id: string; partyId: string },
): Promise<void> => {
  const { partyId, ...item } = notice
  return enqueue(connection, { ...item, kind: 'notice-professional', payload: { partyId } })
}

/** An opening in an emergency, as it waits for its review. */
export interface OpeningRow {
  id: string
  partyId: string
  kind: 'break-glass' | 'dispatch'
  openedAt: string
  /** treating doctors who are told */
  told: readonly string[]
  /** who, in what role, why: sealed with the space's key */
  details: Readonly<Record<string, string>>
}

/** Where the details of an opening stand sealed. */
export const detailsPlace = (id: string) => ({ table: 'access.emergency', rowId: id, column: 'details', version: 1 })

/**
 * Notes an opening for its review. Whoever opened has looked here from now on: the holder, who is told of the opening, is not told of
 * a first look too.
 */
export const noteOpening = async (connection: Connection, keys: SpaceKeys, opening: OpeningRow): Promise<void> => {
  const { id, partyId, kind, openedAt, told, details } = opening
  const sealed = keys.sealField(detailsPlace(id), Buffer.from(canonicalJson(details)))
  await connection.query({
    name: 'emergency-note',
    text: `with met as (insert into access.acquaintance (space_id, party_id) values ($1, $3) on conflict do nothing)
      insert into access.emergency (space_id, id, party_id, kind, opened_at, told, details) values ($1, $2, $3, $4, $5, $6, $7)`,
    values: [keys.spaceId, id, partyId, kind, openedAt, told, sealed],
  })
}

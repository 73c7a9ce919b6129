import type { Connection } from '../platform/database/database.ts'

/** An act that a professional was let do, as they find it again. */
export interface DeedRow {
  /** time-ordered */
  id: string
  partyId: string
  spaceId: string
  at: Date
  act: string
  reason: string
  channel: string
  documentId?: string
}

/** Writes an act beside its entry, in the same transaction: both stand, or neither. */
export const insertDeed = async (connection: Connection, deed: DeedRow): Promise<void> => {
  const { id, partyId, spaceId, at, act, reason, channel, documentId } = deed
  await connection.query({
    name: 'deed-insert',
    text: `insert into access.deed (party_id, id, space_id, at, act, reason, channel, document_id)
      values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [partyId, id, spaceId, at, act, reason, channel, documentId ?? null],
  })
}

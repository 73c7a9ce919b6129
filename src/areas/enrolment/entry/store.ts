import type { Connection } from '../../../platform/database/database.ts'

/** Keeps or renews what a pass says, under the hash of its secret. Instants are ISO. */
export const upsertEntry = async (
  connection: Connection,
  entry: { idHash: Buffer; sealed: Buffer; expiresAt: string },
): Promise<void> => {
  await connection.query({
    name: 'entry-upsert',
    text: `insert into enrolment.entry (id_hash, sealed, expires_at) values ($1, $2, $3)
      on conflict (id_hash) do update set sealed = excluded.sealed`,
    values: [entry.idHash, entry.sealed, entry.expiresAt],
  })
}

/** What a pass says, while it lasts. */
export const selectEntry = async (connection: Connection, idHash: Buffer, now: string): Promise<Buffer | undefined> => {
  const text = 'select sealed from enrolment.entry where id_hash = $1 and expires_at > $2'
  const [row] = await connection.query<{ sealed: Buffer }>({ name: 'entry-select', text, values: [idHash, now] })
  return row?.sealed
}

/** Ends a pass. */
export const deleteEntry = async (connection: Connection, idHash: Buffer): Promise<void> => {
  await connection.query({ text: 'delete from enrolment.entry where id_hash = $1', values: [idHash] })
}

/** Drops passes that are over. */
export const sweepEntries = async (connection: Connection, now: string): Promise<void> => {
  await connection.query({ text: 'delete from enrolment.entry where expires_at <= $1', values: [now] })
}

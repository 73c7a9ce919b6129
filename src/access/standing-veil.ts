import type { Connection } from '../platform/database/database.ts'

/** Draws a veil over an entry of the main chain for who represents the holder, or takes it away: their pages leave the line out. */
export const setVeil = async (
  connection: Connection,
  { spaceId, n, isVeiled }: { spaceId: string; n: string; isVeiled: boolean },
): Promise<void> => {
  const values = [spaceId, n]
  if (isVeiled) {
    const text = 'insert into access.veil (space_id, n) values ($1, $2) on conflict do nothing'
    await connection.query({ name: 'veil-draw', text, values })
  } else {
    const text = 'delete from access.veil where space_id = $1 and n = $2'
    await connection.query({ name: 'veil-lift', text, values })
  }
}

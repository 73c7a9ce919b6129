import type { EntryPlace } from '../journal/entry.ts'
import type { Connection } from '../platform/database/database.ts'

/** Draws a veil over an entry of the main chain for who represents the holder, or takes it away: their pages leave the line out. */
export const setVeil = async (
  connection: Connection,
  { spaceId, place, isVeiled }: { spaceId: string; place: Pick<EntryPlace, 'n' | 'hash'>; isVeiled: boolean },
): Promise<void> => {
  const values = [spaceId, place.n]
  if (isVeiled) {
    // A deposit that came along from another space names an entry there: the hash tells that it is none of this journal.
    const text = `insert into access.veil (space_id, n) select e.space_id, e.n from journal.entry e
      where e.space_id = $1 and e.audience = 'main' and e.n = $2 and e.hash = decode($3, 'hex') on conflict do nothing`
    await connection.query({ name: 'veil-draw', text, values: [...values, place.hash] })
  } else {
    const text = 'delete from access.veil where space_id = $1 and n = $2'
    await connection.query({ name: 'veil-lift', text, values })
  }
}

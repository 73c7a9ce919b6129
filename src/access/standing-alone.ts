import type { Connection } from '../platform/database/database.ts'

/** Notes till when (ISO) a professional sees the holder of a space, a minor, alone. Nobody is told, now or by what stands here. */
export const setSecretVisit = async (
  connection: Connection,
  { spaceId, partyId, until }: { spaceId: string; partyId: string; until: string | undefined },
): Promise<void> => {
  await connection.query({
    name: 'secret-visit-set',
    text: `insert into access.acquaintance as a (space_id, party_id, counted, told, secret_until) values ($1, $2, false, false, $3)
      on conflict (space_id, party_id) do update set secret_until = excluded.secret_until`,
    values: [spaceId, partyId, until ?? null],
  })
}

/** Whether the holder of a space is a child on a day (ISO), by the register: whoever has nobody to represent them yet may be one. */
export const isChild = async (connection: Connection, spaceId: string, at: string): Promise<boolean> => {
  const found = await connection.query({
    name: 'holder-is-child',
    text: 'select from enrolment.person where space_id = $1 and minor_until > $2::timestamptz::date',
    values: [spaceId, at],
  })
  return found.length > 0
}

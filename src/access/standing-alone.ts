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

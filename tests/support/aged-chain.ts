import type { Audience } from '../../src/access/types.ts'
import type { Database } from '../../src/platform/database/database.ts'

/** Makes the first entries of a chain older, the main one unless told, as if they had been written then: their hashes and all after them are made anew. */
export const ageEntries = async (
  owner: Database,
  spaceId: string,
  { audience = 'main', ...aged }: { upTo: number; years: number; audience?: Audience },
): Promise<void> => {
  await owner.transaction(async (connection) => {
    const run = (text: string, ...values: unknown[]) =>
      connection.query({ text, values: [spaceId, audience, ...values] })
    await run('select $1::uuid, $2::text')
    await connection.query({ text: 'alter table journal.entry disable trigger user' })
    await run(
      `update journal.entry set at = at - make_interval(years => $3) where space_id = $1 and audience = $2 and n <= $4`,
      aged.years,
      aged.upTo,
    )
    const [chain] = await connection.query<{ n: number }>({
      text: `select n::integer as n from journal.chain where space_id = $1 and audience = $2`,
      values: [spaceId, audience],
    })
    for (let n = 1; n <= (chain?.n ?? 0); n += 1) {
      await run(
        `update journal.entry e set hash = journal.entry_hash(e, coalesce(
            (select p.hash from journal.entry p where p.space_id = $1 and p.audience = $2 and p.n = $3::bigint - 1),
            sha256(convert_to('carnet/journal/v1', 'UTF8') || '\\x00'::bytea || uuid_send($1::uuid) || convert_to($2, 'UTF8'))))
          where e.space_id = $1 and e.audience = $2 and e.n = $3`,
        n,
      )
    }
    await run(
      `update journal.chain c set hash = e.hash from journal.entry e
        where c.space_id = $1 and c.audience = $2 and (e.space_id, e.audience, e.n) = (c.space_id, c.audience, c.n)`,
    )
    await connection.query({ text: 'alter table journal.entry enable trigger user' })
  })
}

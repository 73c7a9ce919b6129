import type { Database } from '../../src/platform/database/database.ts'

/** Makes the first entries of a main chain older, as if they had been written then: their hashes and all after them are made anew. */
export const ageEntries = async (
  owner: Database,
  spaceId: string,
  aged: { upTo: number; years: number },
): Promise<void> => {
  await owner.transaction(async (connection) => {
    const run = (text: string, ...values: unknown[]) => connection.query({ text, values: [spaceId, ...values] })
    await run('select $1::uuid')
    await connection.query({ text: 'alter table journal.entry disable trigger user' })
    await run(
      `update journal.entry set at = at - make_interval(years => $2) where space_id = $1 and audience = 'main' and n <= $3`,
      aged.years,
      aged.upTo,
    )
    const [chain] = await connection.query<{ n: number }>({
      text: `select n::integer as n from journal.chain where space_id = $1 and audience = 'main'`,
      values: [spaceId],
    })
    for (let n = 1; n <= (chain?.n ?? 0); n += 1) {
      await run(
        `update journal.entry e set hash = journal.entry_hash(e, coalesce(
            (select p.hash from journal.entry p where p.space_id = $1 and p.audience = 'main' and p.n = $2::bigint - 1),
            sha256(convert_to('carnet/journal/v1', 'UTF8') || '\\x00'::bytea || uuid_send($1::uuid) || convert_to('main', 'UTF8'))))
          where e.space_id = $1 and e.audience = 'main' and e.n = $2`,
        n,
      )
    }
    await run(
      `update journal.chain c set hash = e.hash from journal.entry e
        where c.space_id = $1 and c.audience = 'main' and (e.space_id, e.audience, e.n) = (c.space_id, c.audience, c.n)`,
    )
    await connection.query({ text: 'alter table journal.entry enable trigger user' })
  })
}

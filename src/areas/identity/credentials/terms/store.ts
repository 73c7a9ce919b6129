import type { Connection } from '../../../../platform/database/database.ts'

/** Notes an acceptance; the first one of a version stands. */
export const insertAcceptance = async (
  connection: Connection,
  acceptance: { spaceId: string; version: string; now: string },
): Promise<void> => {
  const text = `insert into directory.terms_acceptance (space_id, version, accepted_at) values ($1, $2, $3)
    on conflict do nothing`
  await connection.query({ text, values: [acceptance.spaceId, acceptance.version, acceptance.now] })
}

/** Whether a space's holder accepted a version. */
export const hasAcceptance = async (connection: Connection, spaceId: string, version: string): Promise<boolean> => {
  const text = 'select version from directory.terms_acceptance where space_id = $1 and version = $2'
  return (await connection.query({ text, values: [spaceId, version] })).length === 1
}

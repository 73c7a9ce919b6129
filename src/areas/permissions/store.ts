import type { Connection } from '../../platform/database/database.ts'

/** Makes a share code lead to a space until an instant; false where another code has this id already. */
export const insertShareCode = async (
  connection: Connection,
  share: { id: string; spaceId: string; until: string | null },
): Promise<boolean> => {
  const text = `insert into directory.share_code (id, space_id, until) values ($1, $2, $3) on conflict do nothing returning id`
  return (await connection.query({ text, values: [share.id, share.spaceId, share.until] })).length === 1
}

/** Makes a share code lead nowhere: stopped, or used up. */
export const deleteShareCode = async (
  connection: Connection,
  share: { id: string; spaceId: string },
): Promise<void> => {
  const text = 'delete from directory.share_code where id = $1 and space_id = $2'
  await connection.query({ text, values: [share.id, share.spaceId] })
}

/** Forgets the codes of a space that ended by themselves. */
export const deleteEndedShareCodes = async (connection: Connection, spaceId: string, now: string): Promise<void> => {
  const text = 'delete from directory.share_code where space_id = $1 and until <= $2'
  await connection.query({ text, values: [spaceId, now] })
}

/** Queues the notice that a permission ended by itself, for that moment; the notice bears the permission's id. */
export const queueEndNotice = async (
  connection: Connection,
  permission: { id: string; spaceId: string; until: string },
): Promise<void> => {
  const text = `insert into platform.outbox (space_id, id, kind, due_at) values ($1, $2, 'notice-entered', $3)`
  await connection.query({ text, values: [permission.spaceId, permission.id, permission.until] })
}

/** Forgets the notice of an end: the holder stopped it, and knows. */
export const dropEndNotice = async (
  connection: Connection,
  permission: { id: string; spaceId: string },
): Promise<void> => {
  const text = 'delete from platform.outbox where space_id = $1 and id = $2'
  await connection.query({ text, values: [permission.spaceId, permission.id] })
}

/** Share codes follow their permissions into another space, all of them or those named; gives which. */
export const moveShares = async (
  connection: Connection,
  { from, to }: { from: string; to: string },
  ids?: readonly string[],
): Promise<string[]> => {
  const values = [from, to, ids ?? null]
  const rows = await connection.query<{ id: string }>({
    text: `update directory.share_code set space_id = $2 where space_id = $1 and ($3::uuid[] is null or id = any ($3)) returning id`,
    values,
  })
  return rows.map(({ id }) => id)
}

import type { Connection, Database } from '../platform/database/database.ts'
import { uuidOf } from '../platform/ids.ts'
import { enqueueBulk } from '../platform/outbox.ts'

/** Which spaces are due: `signatures` are the scanner's now; instants are ISO. */
export interface WantedScans {
  signatures: string
  /** files that came earlier are not looked at again */
  since: string
  now: string
  limit: number
}

const dayMs = 86_400_000

/**
 * Notes that a file came into a space. What came while there was no scanner is looked at once there is one: the space is as if it never had
 * been.
 */
export const noteContent = async (
  connection: Connection,
  { spaceId, hasScanner }: { spaceId: string; hasScanner: boolean },
): Promise<void> => {
  await connection.query({
    name: 'scan-content-note',
    text: hasScanner
      ? 'update access.space set contents_at = now() where space_id = $1'
      : 'update access.space set scanned_for = null where space_id = $1 and scanned_for is not null',
    values: [spaceId],
  })
}

const takeDue = async (
  connection: Connection,
  due: string,
  { signatures, now, values }: WantedScans & { values: readonly unknown[] },
): Promise<string[]> => {
  const rows = await connection.query<{ space_id: string }>({
    text: `update access.space s set scanned_for = $1, scanned_at = $2::timestamptz
      from (select space_id from access.space where ${due} limit $3 for update skip locked) due
      where s.space_id = due.space_id returning s.space_id`,
    values: [signatures, now, ...values],
  })
  return rows.map(({ space_id: id }) => id)
}

/**
 * Queues, in the lane of what is many, the spaces whose files are to be looked at for the first time, and those into which files came lately
 * and that were last looked at with other signatures, a day ago or longer. Noted and queued in one transaction. Gives how many.
 */
export const queueScans = (database: Database, wanted: WantedScans): Promise<number> =>
  database.transaction(async (connection) => {
    const { signatures, since, now, limit } = wanted
    const first = await takeDue(connection, 'scanned_for is null', { ...wanted, values: [limit] })
    const dayBefore = new Date(Date.parse(now) - dayMs).toISOString()
    const again = await takeDue(connection, 'contents_at > $4 and scanned_for <> $1 and scanned_at < $5', {
      ...wanted,
      values: [limit, since, dayBefore],
    })
    const itemOf = (spaceId: string, what: string) => ({
      spaceId,
      id: uuidOf(`${spaceId}/scan/${signatures}/${what}`),
      payload: { what },
    })
    const items = [...first.map((id) => itemOf(id, 'unscanned')), ...again.map((id) => itemOf(id, 'clean'))]
    await enqueueBulk(connection, 'contents-unscanned', items)
    return items.length
  })

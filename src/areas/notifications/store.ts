import type { Connection } from '../../platform/database/database.ts'

/** How often the holder of a space is told of deposits. */
export const selectDepositNotices = async (connection: Connection, spaceId: string): Promise<string | undefined> => {
  const [row] = await connection.query<{ choice: string }>({
    text: 'select deposit_notices as choice from access.space where space_id = $1',
    values: [spaceId],
  })
  return row?.choice
}

/** Keeps how often the holder of a space is told of deposits. */
export const updateDepositNotices = async (connection: Connection, spaceId: string, choice: string): Promise<void> => {
  await connection.query({
    text: 'update access.space set deposit_notices = $2 where space_id = $1',
    values: [spaceId, choice],
  })
}

/** The state of a space; nothing where there is none. */
export const selectState = async (connection: Connection, spaceId: string): Promise<string | undefined> => {
  const [row] = await connection.query<{ state: string }>({
    text: 'select state from access.space where space_id = $1',
    values: [spaceId],
  })
  return row?.state
}

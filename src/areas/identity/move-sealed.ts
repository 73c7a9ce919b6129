import type { Connection } from '../../platform/database/database.ts'
import type { FieldSeal, IdentityKeys } from './keys.ts'

/** From which space to which. */
export interface MovedSpaces {
  from: string
  to: string
}

/** An area's own rows about a space, each with details under the space's field key. */
export interface SealedRows {
  /** those that move, locked: all, or of those named; what stands in their way where they go to stays */
  select(
    connection: Connection,
    spaces: MovedSpaces,
    ids?: readonly string[],
  ): Promise<readonly { id: string; details: Buffer }[]>
  /** opens what one space's key sealed and seals it with the other's */
  reseal(seals: { leaving: FieldSeal; arriving: FieldSeal }, id: string, details: Buffer): Buffer
  move(connection: Connection, moved: MovedSpaces & { id: string; details: Buffer }): Promise<void>
}

/** Makes an area's rows follow their holder into another space, all of them or those named, sealed anew with its key; gives which. */
export const createMoveSealed =
  (keys: Pick<IdentityKeys, 'spaceKeys'>, { select, reseal, move }: SealedRows) =>
  async (connection: Connection, spaces: MovedSpaces, ids?: readonly string[]): Promise<string[]> => {
    const rows = await select(connection, spaces, ids)
    if (rows.length === 0) return []
    const leaving = await keys.spaceKeys(spaces.from, connection)
    const arriving = await keys.spaceKeys(spaces.to, connection)
    for (const { id, details } of rows)
      await move(connection, { ...spaces, id, details: reseal({ leaving, arriving }, id, details) })
    return rows.map(({ id }) => id)
  }

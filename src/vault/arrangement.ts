import { hasMember, readOwnJson } from '../platform/own-json.ts'
import type { VaultAccess } from './vault-access.ts'

/** What came in with a correction: whole folders, and the places and pins of documents. */
export interface BroughtArrangement {
  correctionId: string
  folders: readonly string[]
  places: Readonly<Record<string, string>>
  pins: readonly string[]
}

/** How a holder arranges their documents: their folders, the folder of each document that has one, and what is pinned. */
export interface Arrangement {
  folders: readonly { id: string; name: string }[]
  /** folder by document */
  places: Readonly<Record<string, string>>
  pins: readonly string[]
  /** whether new documents come in hidden from professionals; absent: visible */
  newHidden?: true
  /** names of the places that stand on the home page */
  shortcuts?: readonly string[]
  /** what corrections brought along, so that it goes when they are taken back */
  brought?: readonly BroughtArrangement[]
}

const placeOf = (rowId: string) => ({ table: 'arrangement', rowId, column: 'details', version: 1 }) as const

const isArrangement = (value: unknown): value is Arrangement => hasMember(value, 'folders')

/** The arrangement of the space visited; empty where its holder made none. Sealed as one: nobody counts folders from outside. */
export const findArrangement = async ({ connection, grant, keys }: VaultAccess): Promise<Arrangement> => {
  const [row] = await connection.query<{ details: Buffer }>({
    name: 'arrangement-find',
    text: 'select details from vault.arrangement where space_id = $1',
    values: [grant.spaceId],
  })
  if (row === undefined) return { folders: [], places: {}, pins: [] }
  return readOwnJson(keys.openField(placeOf(grant.spaceId), row.details), isArrangement)
}

/** Keeps it in the place of the one before. */
export const keepArrangement = async (
  { connection, grant, keys }: VaultAccess,
  arrangement: Arrangement,
): Promise<void> => {
  const details = keys.sealField(placeOf(grant.spaceId), Buffer.from(JSON.stringify(arrangement)))
  await connection.query({
    name: 'arrangement-keep',
    text: `insert into vault.arrangement (space_id, details) values ($1, $2)
      on conflict (space_id) do update set details = excluded.details`,
    values: [grant.spaceId, details],
  })
}

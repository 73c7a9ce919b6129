import { hasMember, readOwnJson } from '../platform/own-json.ts'
import type { Act } from '../access/types.ts'
import type { VaultAccess } from './vault-access.ts'

/** An access of a time before the space's own journal. `documentId` is that of the document in this space. */
export interface OlderAccess {
  at: string
  effect: 'permit' | 'refuse'
  act: Act
  /** why, and by which way: known of a space of ours, not of an older record */
  reason?: string
  channel?: 'pages' | 'fhir' | 'cli' | 'jobs'
  actor: { id: string; name: string; profession?: string; facility?: string }
  documentId?: string
}

/** Some accesses kept together: of an older record, or of a space that was merged into this one by a correction. */
export interface OlderHistory {
  id: string
  origin: 'legacy' | 'merged'
  correctionId?: string
  accesses: OlderAccess[]
}

const placeOf = (id: string) => ({ table: 'legacy_history', rowId: id, column: 'sealed', version: 1 })

const isKept = (value: unknown): value is { accesses: OlderAccess[] } => hasMember(value, 'accesses')

/** Keeps accesses sealed beside the journal. The same id again changes nothing. */
export const keepOlderHistory = async (vault: VaultAccess, history: OlderHistory): Promise<void> => {
  const { id, origin, correctionId, accesses } = history
  const [newest] = accesses.map(({ at }) => at).toSorted((a, b) => Date.parse(b) - Date.parse(a))
  if (newest === undefined) return
  const sealed = vault.keys.sealField(placeOf(id), Buffer.from(JSON.stringify({ accesses })))
  await vault.connection.query({
    name: 'older-history-keep',
    text: `insert into vault.legacy_history (space_id, id, at, origin, correction_id, sealed) values ($1, $2, $3, $4, $5, $6)
      on conflict do nothing`,
    values: [vault.grant.spaceId, id, newest, origin, correctionId ?? null, sealed],
  })
}

interface KeptRow {
  id: string
  origin: OlderHistory['origin']
  sealed: Buffer
}

const openKept = (vault: VaultAccess, { id, origin, sealed }: KeptRow): OlderHistory => ({
  id,
  origin,
  ...readOwnJson(vault.keys.openField(placeOf(id), sealed), isKept),
})

/** The newest `limit` rows of older history, newest first. */
export const readOlderHistory = async (vault: VaultAccess, limit: number): Promise<OlderHistory[]> => {
  const rows = await vault.connection.query<KeptRow>({
    name: 'older-history-read',
    text: `select id, origin, sealed from vault.legacy_history where space_id = $1 and not withdrawn order by at desc, id limit $2`,
    values: [vault.grant.spaceId, limit],
  })
  return rows.map((row) => openKept(vault, row))
}

/** All rows of older history, some at a time, in the order of their ids; `after` is the last id of the page before. */
export const pageOlderHistory = async (
  vault: VaultAccess,
  { after = null, limit }: { after?: string | null; limit: number },
): Promise<OlderHistory[]> => {
  const rows = await vault.connection.query<KeptRow>({
    name: 'older-history-page',
    text: `select id, origin, sealed from vault.legacy_history
      where space_id = $1 and not withdrawn and ($2::uuid is null or id > $2) order by id limit $3`,
    values: [vault.grant.spaceId, after, limit],
  })
  return rows.map((row) => openKept(vault, row))
}

/** Takes what a correction brought out of sight again; it stays sealed where it is. */
export const withdrawOlderHistory = async (vault: VaultAccess, correctionId: string): Promise<void> => {
  await vault.connection.query({
    text: 'update vault.legacy_history set withdrawn = true where space_id = $1 and correction_id = $2',
    values: [vault.grant.spaceId, correctionId],
  })
}

import { hasMember, readOwnJson } from '../platform/own-json.ts'
import type { ProfileLine } from '../reference/profile-entry.ts'
import { lineColumns, sealLine, toVaultLines, type LineRow, type VaultLine } from './profile-row.ts'
import type { VaultAccess } from './vault-access.ts'

/** What a holder chose about their profile. */
export interface ProfileChoices {
  /** keys of sections that professionals do not see */
  hidden: readonly string[]
  /** what was proposed and is not wanted: keyed by the document and the place in it */
  ignored: readonly string[]
  /** the lines that the emergency card shows, by their ids, and what of the person it tells */
  card: readonly string[]
  /** the newest document made of the profile, and the sections that it shows, by their keys */
  kept?: { documentId: string; sections: readonly string[] }
}

const noChoices: ProfileChoices = { hidden: [], ignored: [], card: [] }

/** The lines of the space visited, the oldest first. */
export const listLines = async (vault: VaultAccess): Promise<VaultLine[]> => {
  const rows = await vault.connection.query<LineRow>({
    name: 'profile-list',
    text: `select ${lineColumns} from vault.profile_line where space_id = $1 and deleted_at is null order by entered_at, id`,
    values: [vault.grant.spaceId],
  })
  return toVaultLines(vault, rows)
}

const isSecret = ({ secret }: ProfileLine): boolean => secret === true

/** Keeps a line; gives false where the very same stands there already. */
export const insertLine = async (vault: VaultAccess, line: ProfileLine): Promise<boolean> => {
  const { sectionHash, contentHash, details } = sealLine(vault, line)
  const rows = await vault.connection.query({
    name: 'profile-insert',
    text: `insert into vault.profile_line (space_id, id, section_hash, hidden_from_representatives, entered_at, content_hash, details)
      values ($1, $2, $3, $4, $5, $6, $7) on conflict (space_id, content_hash) where deleted_at is null do nothing returning id`,
    values: [vault.grant.spaceId, line.id, sectionHash, isSecret(line), line.enteredAt, contentHash, details],
  })
  return rows.length === 1
}

/** Puts another saying in the place of what a line said; gives false where the very same stands there already under another id. */
export const replaceLine = async (vault: VaultAccess, line: ProfileLine): Promise<boolean> => {
  const { contentHash, details } = sealLine(vault, line)
  const rows = await vault.connection.query({
    name: 'profile-replace',
    text: `update vault.profile_line set content_hash = $3, details = $4, hidden_from_representatives = $5 where space_id = $1 and id = $2 and deleted_at is null
      and not exists (select from vault.profile_line other where other.space_id = $1 and other.content_hash = $3 and other.id <> $2
        and other.deleted_at is null) returning id`,
    values: [vault.grant.spaceId, line.id, contentHash, details, isSecret(line)],
  })
  return rows.length === 1
}

/** Takes lines away; what was taken away more than thirty days ago goes for good. */
export const removeLines = async (vault: VaultAccess, ids: readonly string[]): Promise<void> => {
  await vault.connection.query({
    name: 'profile-remove',
    text: `with gone as (delete from vault.profile_line where space_id = $1 and deleted_at < now() - interval '30 days')
      update vault.profile_line set deleted_at = now() where space_id = $1 and id = any($2::uuid[])`,
    values: [vault.grant.spaceId, ids],
  })
}

/** Puts one back that was taken away; gives it to be judged, nothing where there is none of this id. */
export const restoreLine = async (vault: VaultAccess, id: string): Promise<VaultLine | undefined> => {
  const rows = await vault.connection.query<LineRow>({
    name: 'profile-restore',
    text: `update vault.profile_line l set deleted_at = null where space_id = $1 and id = $2
      and deleted_at > now() - interval '30 days' and not exists (select from vault.profile_line other where other.space_id = $1
        and other.content_hash = l.content_hash and other.deleted_at is null) returning ${lineColumns}`,
    values: [vault.grant.spaceId, id],
  })
  return toVaultLines(vault, rows)[0]
}

const placeOf = (rowId: string) => ({ table: 'profile_choice', rowId, column: 'details', version: 1 }) as const

const isChoices = (value: unknown): value is ProfileChoices => hasMember(value, 'hidden') && hasMember(value, 'card')

/** The choices of the space visited; empty where its holder made none. */
export const findProfileChoices = async ({ connection, grant, keys }: VaultAccess): Promise<ProfileChoices> => {
  const [row] = await connection.query<{ details: Buffer }>({
    name: 'profile-choice-find',
    text: 'select details from vault.profile_choice where space_id = $1',
    values: [grant.spaceId],
  })
  return row === undefined ? noChoices : readOwnJson(keys.openField(placeOf(grant.spaceId), row.details), isChoices)
}

/** Keeps them in the place of those before. */
export const keepProfileChoices = async (
  { connection, grant, keys }: VaultAccess,
  choices: ProfileChoices,
): Promise<void> => {
  await connection.query({
    name: 'profile-choice-keep',
    text: `insert into vault.profile_choice (space_id, details) values ($1, $2)
      on conflict (space_id) do update set details = excluded.details`,
    values: [grant.spaceId, keys.sealField(placeOf(grant.spaceId), Buffer.from(JSON.stringify(choices)))],
  })
}

/** Takes lines in as a correction brings them, under their own ids. What is here already stays; twice is the same as once. */
export const takeLines = async (
  vault: VaultAccess,
  moved: readonly ProfileLine[],
  correctionId: string,
): Promise<void> => {
  for (const line of moved) {
    const { sectionHash, contentHash, details } = sealLine(vault, line)
    await vault.connection.query({
      name: 'profile-take',
      text: `insert into vault.profile_line as l (space_id, id, section_hash, hidden_from_representatives, entered_at, content_hash, details, brought_by)
        select $1, $2::uuid, $3::bytea, $4::boolean, $5::timestamptz, $6::bytea, $7::bytea, $8::uuid
        where not exists (select from vault.profile_line other where other.space_id = $1 and other.content_hash = $6 and other.deleted_at is null)
        on conflict (space_id, id) do update set deleted_at = null, brought_by = excluded.brought_by
          where l.deleted_at is not null and l.brought_by is not null`,
      values: [
        vault.grant.spaceId,
        line.id,
        sectionHash,
        isSecret(line),
        line.enteredAt,
        contentHash,
        details,
        correctionId,
      ],
    })
  }
}

/** What a correction brought is shown to nobody any more, and goes with the next change. */
export const withdrawLines = async (vault: VaultAccess, correctionId: string): Promise<void> => {
  await vault.connection.query({
    name: 'profile-withdraw',
    text: `update vault.profile_line set deleted_at = '-infinity' where space_id = $1 and brought_by = $2`,
    values: [vault.grant.spaceId, correctionId],
  })
}

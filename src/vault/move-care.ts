import { hasMember, readOwnJson } from '../platform/own-json.ts'
import type { CareLine } from '../reference/care-entry.ts'
import { careColumns, sealCareLine, toVaultCareLines, type CareRow, type VaultCareLine } from './care-row.ts'
import type { VaultAccess } from './vault-access.ts'

/** What a holder chose about the whole of a care history. */
export interface CareChoices {
  /** professionals see none of it */
  hidden: boolean
}

const placeOf = (rowId: string) => ({ table: 'care_choice', rowId, column: 'details', version: 1 }) as const

const isChoices = (value: unknown): value is CareChoices => hasMember(value, 'hidden')

/** The choices of the space visited; nothing is hidden where its holder made none. */
export const findCareChoices = async ({ connection, grant, keys }: VaultAccess): Promise<CareChoices> => {
  const [row] = await connection.query<{ details: Buffer }>({
    name: 'care-choice-find',
    text: 'select details from vault.care_choice where space_id = $1',
    values: [grant.spaceId],
  })
  if (row === undefined) return { hidden: false }
  return readOwnJson(keys.openField(placeOf(grant.spaceId), row.details), isChoices)
}

/** Keeps them in the place of those before. */
export const keepCareChoices = async (
  { connection, grant, keys }: VaultAccess,
  choices: CareChoices,
): Promise<void> => {
  await connection.query({
    name: 'care-choice-keep',
    text: `insert into vault.care_choice (space_id, details) values ($1, $2)
      on conflict (space_id) do update set details = excluded.details`,
    values: [grant.spaceId, keys.sealField(placeOf(grant.spaceId), Buffer.from(JSON.stringify(choices)))],
  })
}

/** The lines of a space in the order of their ids, so many behind one of them. */
export const listMovableCare = async (
  vault: VaultAccess,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<VaultCareLine[]> => {
  const rows = await vault.connection.query<CareRow>({
    name: 'care-movable',
    text: `select ${careColumns} from vault.care_line where space_id = $1 and not cancelled and not withdrawn
      and ($2::uuid is null or id > $2) order by id limit $3`,
    values: [vault.grant.spaceId, after ?? null, limit],
  })
  return toVaultCareLines(vault, rows)
}

/** A line on its way from one space to another, with who may not see it. */
export interface MovedCare {
  line: CareLine
  isHidden: boolean
  isSecret: boolean
}

/** Takes lines in as a correction brings them, under their own ids. What is here already stays; twice is the same as once. */
export const takeCare = async (
  vault: VaultAccess,
  moved: readonly MovedCare[],
  correctionId: string,
): Promise<void> => {
  for (const { line, isHidden, isSecret } of moved) {
    const sealed = sealCareLine(vault, line)
    await vault.connection.query({
      name: 'care-take',
      text: `insert into vault.care_line as c (space_id, id, statement_hash, kind_hash, day, hidden, hidden_from_representatives,
          entered_at, source_hash, written_at, details, brought_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        on conflict (space_id, source_hash) do update set withdrawn = false, brought_by = excluded.brought_by
          where c.withdrawn and c.id = excluded.id`,
      values: [
        vault.grant.spaceId,
        line.id,
        sealed.statementHash,
        sealed.kindHash,
        line.day,
        isHidden,
        isSecret,
        line.enteredAt,
        sealed.sourceHash,
        line.writtenAt,
        sealed.details,
        correctionId,
      ],
    })
  }
}

/** What a correction brought is shown to nobody any more, and goes with the next change. */
export const withdrawCare = async (vault: VaultAccess, correctionId: string): Promise<void> => {
  await vault.connection.query({
    name: 'care-withdraw',
    text: 'update vault.care_line set withdrawn = true where space_id = $1 and brought_by = $2',
    values: [vault.grant.spaceId, correctionId],
  })
}

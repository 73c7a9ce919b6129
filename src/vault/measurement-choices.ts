import { hasMember, readOwnJson } from '../platform/own-json.ts'
import type { Coding } from '../reference/document-entry.ts'
import type { VaultAccess } from './vault-access.ts'

/** What a holder chose about measurements, by the keys of measures. */
export interface MeasurementChoices {
  /** what they want to reach: a decimal text in the unit of the measure, and until when if they said so (`YYYY-MM-DD`) */
  targets: Readonly<Record<string, { value: string; by?: string }>>
  /** what they want to see first, in this order */
  pinned: readonly string[]
  /** what professionals do not see */
  hidden: readonly string[]
  /** values of laboratories that they want to see first, by the codes of each */
  values?: readonly (readonly Coding[])[]
}

const placeOf = (rowId: string) => ({ table: 'measurement_choice', rowId, column: 'details', version: 1 }) as const

const isChoices = (value: unknown): value is MeasurementChoices => hasMember(value, 'targets')

/** The choices of the space visited; empty where its holder made none. */
export const findChoices = async ({ connection, grant, keys }: VaultAccess): Promise<MeasurementChoices> => {
  const [row] = await connection.query<{ details: Buffer }>({
    name: 'measurement-choice-find',
    text: 'select details from vault.measurement_choice where space_id = $1',
    values: [grant.spaceId],
  })
  if (row === undefined) return { targets: {}, pinned: [], hidden: [] }
  return readOwnJson(keys.openField(placeOf(grant.spaceId), row.details), isChoices)
}

/** Keeps them in the place of those before. */
export const keepChoices = async (
  { connection, grant, keys }: VaultAccess,
  choices: MeasurementChoices,
): Promise<void> => {
  const details = keys.sealField(placeOf(grant.spaceId), Buffer.from(JSON.stringify(choices)))
  await connection.query({
    name: 'measurement-choice-keep',
    text: `insert into vault.measurement_choice (space_id, details) values ($1, $2)
      on conflict (space_id) do update set details = excluded.details`,
    values: [grant.spaceId, details],
  })
}

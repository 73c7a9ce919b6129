import type { DocumentFacts } from '../access/types.ts'
import type { Measurement } from '../reference/measurement-entry.ts'
import { measurementColumns, sealMeasurement, toVaultMeasurement, type MeasurementRow } from './measurement-row.ts'
import type { VaultAccess } from './vault-access.ts'

/** A measurement on its way from one space to another. */
export interface MovedMeasurement {
  facts: DocumentFacts
  measurement: Measurement
  authorIds: readonly string[]
  isSecret: boolean
}

/** The measurements of a space in the order of their ids, so many behind one of them. */
export const listMovableMeasurements = async (
  vault: VaultAccess,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<MovedMeasurement[]> => {
  const rows = await vault.connection.query<MeasurementRow>({
    name: 'measurement-movable',
    text: `select ${measurementColumns} from vault.measurement where space_id = $1 and deleted_at is null
      and ($2::uuid is null or id > $2) order by id limit $3`,
    values: [vault.grant.spaceId, after ?? null, limit],
  })
  return rows.map((row) => {
    const { facts, open } = toVaultMeasurement(vault, row)
    return {
      facts,
      measurement: open(),
      authorIds: facts.authorIds,
      isSecret: facts.visibility.hiddenFromRepresentatives,
    }
  })
}

/** Takes measurements in as a correction brings them, under their own ids. What is here already stays; twice is the same as once. */
export const takeMeasurements = async (
  vault: VaultAccess,
  moved: readonly MovedMeasurement[],
  correctionId: string,
): Promise<void> => {
  for (const { measurement, authorIds, isSecret } of moved) {
    const { kindHash, contentHash, deviceHash, details } = sealMeasurement(vault, measurement, isSecret)
    await vault.connection.query({
      name: 'measurement-take',
      text: `insert into vault.measurement as m (space_id, id, kind_hash, measured_at, hidden_from_representatives, author_ids,
          entered_at, content_hash, details, brought_by, device_hash)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        on conflict (space_id, content_hash) do update set deleted_at = null, brought_by = excluded.brought_by
          where m.deleted_at is not null and m.brought_by is not null`,
      values: [
        vault.grant.spaceId,
        measurement.id,
        kindHash,
        measurement.at,
        isSecret,
        authorIds,
        measurement.enteredAt,
        contentHash,
        details,
        correctionId,
        deviceHash,
      ],
    })
  }
}

/** What a correction brought is shown to nobody any more, and goes with the next change. */
export const withdrawMeasurements = async (vault: VaultAccess, correctionId: string): Promise<void> => {
  await vault.connection.query({
    name: 'measurement-withdraw',
    text: `update vault.measurement set deleted_at = '-infinity' where space_id = $1 and brought_by = $2`,
    values: [vault.grant.spaceId, correctionId],
  })
}

import type { Identifier } from '../reference/document-entry.ts'
import type { Measurement, MeasuringDevice } from '../reference/measurement-entry.ts'
import {
  deviceHash,
  kindHash,
  measurementColumns,
  sealMeasurement,
  toVaultMeasurement,
  type MeasurementRow,
  type VaultMeasurement,
} from './measurement-row.ts'
import type { VaultAccess } from './vault-access.ts'

/** Measurements that come in one visit. `authorIds`: who always reads them again. */
export interface NewMeasurements {
  measurements: readonly Measurement[]
  authorIds: readonly string[]
  /** whether who represents a minor may not see them */
  isSecret: boolean
}

/** Which rows of a kind are wanted. Instants are ISO texts, both included; newest first. */
export interface MeasurementFilter {
  kind: string
  from?: string
  to?: string
  /** the sort key of the last one of the page before */
  after?: string
  /** how many of the newest are passed over */
  skip?: number
  limit: number
  /** the visitor's own identifiers, and which rows they may see, by what a decision tells the rows of one kind apart by */
  partyIds: readonly string[]
  shown: readonly ShownRows[]
}

/** What a decision tells the measurements of one kind apart by. */
export interface ShownRows {
  isSecret: boolean
  /** written by the visitor, or their facility */
  isMine: boolean
}

/** Keeps measurements; gives for each under which id it stands, and whether it is new. The same one twice, in one batch or over years, is there once. */
export const insertMeasurements = async (
  vault: VaultAccess,
  given: NewMeasurements,
): Promise<{ id: string; isNew: boolean }[]> => {
  const { measurements, authorIds, isSecret } = given
  const sealed = measurements.map((one) => sealMeasurement(vault, one, isSecret))
  const rows = await vault.connection.query<{ id: string; is_new: boolean }>({
    name: 'measurement-insert',
    text: `with given as (select * from unnest($2::uuid[], $3::bytea[], $4::timestamptz[], $5::bytea[], $6::bytea[], $10::bytea[])
        with ordinality as g (id, kind_hash, measured_at, content_hash, details, device_hash, n)),
      added as (insert into vault.measurement as m (space_id, id, kind_hash, measured_at, hidden_from_representatives, author_ids,
          entered_at, content_hash, details, device_hash)
        select $1, id, kind_hash, measured_at, $7, $8, $9, content_hash, details, device_hash
        from (select distinct on (content_hash) * from given order by content_hash, n) once
        on conflict (space_id, content_hash) do update set deleted_at = null where m.deleted_at is not null
        returning id, content_hash)
      select coalesce(a.id, m.id) as id,
          a.id is not null and g.n = min(g.n) over (partition by g.content_hash) as is_new from given g
        left join added a on a.content_hash = g.content_hash
        left join vault.measurement m on m.space_id = $1 and m.content_hash = g.content_hash order by g.n`,
    values: [
      vault.grant.spaceId,
      measurements.map(({ id }) => id),
      sealed.map((one) => one.kindHash),
      measurements.map(({ at }) => at),
      sealed.map((one) => one.contentHash),
      sealed.map((one) => one.details),
      isSecret,
      authorIds,
      measurements[0]?.enteredAt ?? null,
      sealed.map((one) => one.deviceHash),
    ],
  })
  return rows.map(({ id, is_new: isNew }) => ({ id, isNew }))
}

/** For each of some measurements the one that stands for the same thing already: the same day of the same device, or the very same. */
export const findSame = async (
  vault: VaultAccess,
  measurements: readonly Measurement[],
  isSecret: boolean,
): Promise<(VaultMeasurement | undefined)[]> => {
  const hashes = measurements.map((one) => sealMeasurement(vault, one, isSecret).contentHash)
  const rows = await vault.connection.query<MeasurementRow & { content_hash: Buffer }>({
    name: 'measurement-same',
    text: `select ${measurementColumns}, content_hash from vault.measurement
      where space_id = $1 and content_hash = any($2::bytea[]) and deleted_at is null`,
    values: [vault.grant.spaceId, hashes],
  })
  const found = new Map(rows.map((row) => [row.content_hash.toString('hex'), row]))
  return hashes.map((hash) => {
    const row = found.get(hash.toString('hex'))
    return row && toVaultMeasurement(vault, row)
  })
}

/** A device that one author has sent measurements of before, as the newest of them tells of it. */
export const findMeasuringDevice = async (
  vault: VaultAccess,
  authorId: string,
  identifier: Identifier,
): Promise<MeasuringDevice | undefined> => {
  const [row] = await vault.connection.query<MeasurementRow>({
    name: 'measurement-device',
    text: `select ${measurementColumns} from vault.measurement where space_id = $1 and device_hash = $2 and deleted_at is null
      order by entered_at desc, id desc limit 1`,
    values: [vault.grant.spaceId, deviceHash(vault, authorId, identifier)],
  })
  return row && toVaultMeasurement(vault, row).open().source?.hardware
}

const codeOf = ({ isSecret, isMine }: ShownRows): number => (isSecret ? 2 : 0) + (isMine ? 1 : 0)

const whereKind = (vault: VaultAccess, filter: Omit<MeasurementFilter, 'limit'>) => {
  const { kind, from, to, partyIds, shown } = filter
  return {
    text: `space_id = $1 and kind_hash = $2 and deleted_at is null and ($3::timestamptz is null or measured_at >= $3)
      and ($4::timestamptz is null or measured_at <= $4)
      and (hidden_from_representatives::int * 2 + (author_ids && $5::text[])::int) = any($6::int[])`,
    values: [vault.grant.spaceId, kindHash(vault, kind), from ?? null, to ?? null, partyIds, shown.map(codeOf)],
  }
}

/** Measurements of one kind, newest first. */
export const listMeasurements = async (vault: VaultAccess, filter: MeasurementFilter): Promise<VaultMeasurement[]> => {
  const { text, values } = whereKind(vault, filter)
  const [at, id] = filter.after?.split('/') ?? []
  const rows = await vault.connection.query<MeasurementRow>({
    name: 'measurement-list',
    text: `select ${measurementColumns} from vault.measurement where ${text}
      and ($7::timestamptz is null or (measured_at, id) < ($7, $8::uuid))
      order by measured_at desc, id desc limit $9 offset $10`,
    values: [...values, at ?? null, id ?? null, filter.limit, filter.skip ?? 0],
  })
  return rows.map((row) => toVaultMeasurement(vault, row))
}

/** How many measurements of one kind there are. */
export const countMeasurements = async (
  vault: VaultAccess,
  filter: Omit<MeasurementFilter, 'limit'>,
): Promise<number> => {
  const { text, values } = whereKind(vault, filter)
  const [row] = await vault.connection.query<{ n: string }>({
    name: 'measurement-count',
    text: `select count(*) as n from vault.measurement where ${text}`,
    values,
  })
  return Number(row?.n ?? 0)
}

/** Those of some kinds of which there is at least one row that may be shown, in their order. */
export const listKinds = async (
  vault: VaultAccess,
  kinds: readonly string[],
  { partyIds, shown }: Pick<MeasurementFilter, 'partyIds' | 'shown'>,
): Promise<string[]> => {
  const rows = await vault.connection.query<{ n: string }>({
    name: 'measurement-kinds',
    text: `select k.n from unnest($2::bytea[]) with ordinality as k (hash, n) where exists (select from vault.measurement m
      where m.space_id = $1 and m.kind_hash = k.hash and m.deleted_at is null
        and (m.hidden_from_representatives::int * 2 + (m.author_ids && $3::text[])::int) = any($4::int[])) order by k.n`,
    values: [vault.grant.spaceId, kinds.map((kind) => kindHash(vault, kind)), partyIds, shown.map(codeOf)],
  })
  return rows.flatMap(({ n }) => kinds[Number(n) - 1] ?? [])
}

/** One measurement; nothing where there is none of this id in the space visited. */
export const findMeasurement = async (vault: VaultAccess, id: string): Promise<VaultMeasurement | undefined> => {
  const [row] = await vault.connection.query<MeasurementRow>({
    name: 'measurement-find',
    text: `select ${measurementColumns} from vault.measurement where space_id = $1 and id = $2 and deleted_at is null`,
    values: [vault.grant.spaceId, id],
  })
  return row && toVaultMeasurement(vault, row)
}

/** Puts another saying in the place of what stood; gives false where the same measurement stands there already under another id. */
export const replaceMeasurement = async (
  vault: VaultAccess,
  measurement: Measurement,
  isSecret: boolean,
): Promise<boolean> => {
  const sealed = sealMeasurement(vault, measurement, isSecret)
  const [row] = await vault.connection.query({
    name: 'measurement-replace',
    text: `update vault.measurement set measured_at = $3, content_hash = $4, details = $5
      where space_id = $1 and id = $2 and not exists (select from vault.measurement other
        where other.space_id = $1 and other.content_hash = $4 and other.id <> $2) and deleted_at is null returning id`,
    values: [vault.grant.spaceId, measurement.id, measurement.at, sealed.contentHash, sealed.details],
  })
  return row !== undefined
}

/** Takes one away; what was taken away more than thirty days ago goes for good. */
export const removeMeasurement = async (vault: VaultAccess, id: string): Promise<void> => {
  await vault.connection.query({
    name: 'measurement-remove',
    text: `with gone as (delete from vault.measurement where space_id = $1 and deleted_at < now() - interval '30 days')
      update vault.measurement set deleted_at = now() where space_id = $1 and id = $2`,
    values: [vault.grant.spaceId, id],
  })
}

/** Puts one back that was taken away; gives it to be judged, nothing where there is none of this id. */
export const restoreMeasurement = async (vault: VaultAccess, id: string): Promise<VaultMeasurement | undefined> => {
  const [row] = await vault.connection.query<MeasurementRow>({
    name: 'measurement-restore',
    text: `update vault.measurement set deleted_at = null where space_id = $1 and id = $2
      and deleted_at > now() - interval '30 days' returning ${measurementColumns}`,
    values: [vault.grant.spaceId, id],
  })
  return row && toVaultMeasurement(vault, row)
}

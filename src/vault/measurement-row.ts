import type { DocumentFacts } from '../access/types.ts'
import { hasMember, readOwnJson } from '../platform/own-json.ts'
import type { Identifier } from '../reference/document-entry.ts'
import type { Measurement, MeasurementSaying } from '../reference/measurement-entry.ts'
import { measurementType } from '../reference/measures.ts'
import type { VaultAccess } from './vault-access.ts'

/** A measurement found in the vault: its facts at once, its numbers only when somebody may see it. */
export interface VaultMeasurement {
  facts: DocumentFacts
  /** where it stands among the measurements of its kind: the cursor of what comes before it */
  sortKey: string
  open(): Measurement
}

/** A row of vault.measurement as read. */
export interface MeasurementRow {
  id: string
  measured: string
  hidden_from_representatives: boolean
  author_ids: string[]
  entered_at: string
  details: Buffer
}

const context = (id: string) => ({ table: 'measurement', rowId: id, column: 'details', version: 1 }) as const

type Details = Omit<Measurement, 'id' | 'enteredAt'>

const isDetails = (value: unknown): value is Details => hasMember(value, 'kind') && hasMember(value, 'author')

/** The columns of a MeasurementRow. */
export const measurementColumns = `id, to_char(measured_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as measured, hidden_from_representatives,
  author_ids, entered_at, details`

/** The name of a measure, in this space only. */
export const kindHash = ({ keys }: VaultAccess, kind: string): Buffer => keys.indexHash(`measurement|${kind}`)

/** A number without the zeros that say nothing: 72.50 and 72.5 are one measurement. */
const plain = (value: string): string =>
  value
    .replace(/^(-?)0+(?=\d)/, '$1')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')

/** What makes two measurements the same: what, when, how much, taken by what; not who sent it, nor a remark. What is secret tells nobody that it is there. */
const contentHash = (
  { keys }: VaultAccess,
  { kind, at, values, text, source, series }: MeasurementSaying,
  isSecret: boolean,
): Buffer => {
  const numbers = Object.entries(values)
    .map(([part, value]) => [part, plain(value)])
    .toSorted(([one = ''], [other = '']) => (one < other ? -1 : 1))
  const taker = source?.hardware?.identifier.value ?? source?.device ?? null
  // a device's day is one thing, however much of it is known
  if (series !== undefined) return keys.indexHash(`measured day|${JSON.stringify([kind, series.day, taker, isSecret])}`)
  const same = [kind, Date.parse(at), numbers, text ?? null, taker, isSecret]
  return keys.indexHash(`measured|${JSON.stringify(same)}`)
}

/** A device as one sender names it, in this space only: that it measured for others is told to nobody. */
export const deviceHash = ({ keys }: VaultAccess, authorId: string, { system, value }: Identifier): Buffer =>
  keys.indexHash(`measuring|${JSON.stringify([authorId, system, value])}`)

/** A measurement is judged as a document of the type that professions read measurements as. */
const factsOf = (
  row: Pick<MeasurementRow, 'id' | 'hidden_from_representatives' | 'author_ids' | 'entered_at'>,
): DocumentFacts => ({
  id: row.id,
  typeCode: measurementType,
  status: 'current',
  archived: false,
  visibility: { hidden: false, withheld: false, hiddenFromRepresentatives: row.hidden_from_representatives },
  quarantined: false,
  authorIds: row.author_ids,
  depositedAt: row.entered_at,
})

/** A row as the door judges it and a use-case opens it. */
export const toVaultMeasurement = (vault: VaultAccess, row: MeasurementRow): VaultMeasurement => ({
  facts: factsOf(row),
  sortKey: `${row.measured}/${row.id}`,
  open: () => ({
    ...readOwnJson(vault.keys.openField(context(row.id), row.details), isDetails),
    id: row.id,
    enteredAt: row.entered_at,
  }),
})

/** A measurement as a row of the space visited has it. */
export const sealMeasurement = (
  vault: VaultAccess,
  measurement: Measurement,
  isSecret: boolean,
): { kindHash: Buffer; contentHash: Buffer; deviceHash: Buffer | null; details: Buffer } => {
  const { id, enteredAt, ...details } = measurement
  const { hardware } = measurement.source ?? {}
  return {
    deviceHash: hardware === undefined ? null : deviceHash(vault, measurement.author.id, hardware.identifier),
    kindHash: kindHash(vault, measurement.kind),
    contentHash: contentHash(vault, measurement, isSecret),
    details: vault.keys.sealField(context(id), Buffer.from(JSON.stringify(details))),
  }
}

import type { DocumentFacts } from '../access/types.ts'
import { hasMember, readOwnJson } from '../platform/own-json.ts'
import type { CareLine, CareSource } from '../reference/care-entry.ts'
import { careKinds, careStatements, type CareStatement } from '../reference/care-kinds.ts'
import type { VaultAccess } from './vault-access.ts'

/** A line of a care history found in the vault: its facts at once, its words only when somebody may see them. */
export interface VaultCareLine {
  facts: DocumentFacts
  day: string
  /** where it stands in the order of the days, the newest first: the cursor of what comes behind it */
  sortKey: string
  open(): CareLine
}

/** A row of vault.care_line as read. */
export interface CareRow {
  id: string
  statement_hash: Buffer
  care_day: string
  hidden: boolean
  hidden_from_representatives: boolean
  entered_at: string
  details: Buffer
}

/** The columns of a CareRow. */
export const careColumns = `id, statement_hash, to_char(day, 'YYYY-MM-DD') as care_day, hidden, hidden_from_representatives, entered_at, details`

type Details = Omit<CareLine, 'id' | 'enteredAt' | 'day'>

const context = (id: string) => ({ table: 'care_line', rowId: id, column: 'details', version: 1 }) as const

const isDetails = (value: unknown): value is Details => hasMember(value, 'statement') && hasMember(value, 'source')

/** The name of a statement, in this space only. */
export const statementHash = ({ keys }: VaultAccess, key: string): Buffer => keys.indexHash(`care statement|${key}`)

/** The name of a kind, in this space only. */
export const careKindHash = ({ keys }: VaultAccess, key: string): Buffer => keys.indexHash(`care kind|${key}`)

/** A feed and its own name for a line, in this space only. */
export const sourceHash = ({ keys }: VaultAccess, { feed }: Pick<CareSource, 'feed'>, lineId: string): Buffer =>
  keys.indexHash(`care source|${JSON.stringify([feed, lineId])}`)

const statementsOf = (vault: VaultAccess): ReadonlyMap<string, CareStatement> =>
  new Map(careStatements.map((one) => [statementHash(vault, one.key).toString('hex'), one]))

/** The keys of kinds by their names in this space, in hexadecimal. */
export const careKindsOf = (vault: VaultAccess): ReadonlyMap<string, string> =>
  new Map(careKinds.map(({ key }) => [careKindHash(vault, key).toString('hex'), key]))

/** A line is judged as a document of the type that what tells of it is read as. */
const factsOf = ({ typeCode }: CareStatement, row: CareRow): DocumentFacts => ({
  id: row.id,
  typeCode,
  status: 'current',
  archived: false,
  visibility: { hidden: row.hidden, withheld: false, hiddenFromRepresentatives: row.hidden_from_representatives },
  quarantined: false,
  authorIds: [],
  depositedAt: row.entered_at,
})

/** Rows as the door judges them and a use-case opens them. A row of a statement that the data does not know any more is left. */
export const toVaultCareLines = (vault: VaultAccess, rows: readonly CareRow[]): VaultCareLine[] => {
  const statements = statementsOf(vault)
  return rows.flatMap((row) => {
    const statement = statements.get(row.statement_hash.toString('hex'))
    if (statement === undefined) return []
    const open = (): CareLine => ({
      ...readOwnJson(vault.keys.openField(context(row.id), row.details), isDetails),
      id: row.id,
      day: row.care_day,
      enteredAt: row.entered_at,
    })
    return [{ facts: factsOf(statement, row), day: row.care_day, sortKey: `${row.care_day}/${row.id}`, open }]
  })
}

/** A line as a row of the space visited has it. */
export const sealCareLine = (
  vault: VaultAccess,
  line: CareLine,
): { statementHash: Buffer; kindHash: Buffer; sourceHash: Buffer; details: Buffer } => {
  const { id, enteredAt: _entered, day: _day, ...details } = line
  return {
    statementHash: statementHash(vault, line.statement),
    kindHash: careKindHash(vault, line.kind),
    sourceHash: sourceHash(vault, line.source, line.lineId),
    details: vault.keys.sealField(context(id), Buffer.from(JSON.stringify(details))),
  }
}

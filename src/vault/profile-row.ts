import type { DocumentFacts } from '../access/types.ts'
import { hasMember, readOwnJson } from '../platform/own-json.ts'
import type { ProfileLine, ProfileSaying } from '../reference/profile-entry.ts'
import { profileSections, type ProfileSection } from '../reference/profile-sections.ts'
import type { VaultAccess } from './vault-access.ts'

/** A line found in the vault: in which section it stands and its facts at once, its words only when somebody may see them. */
export interface VaultLine {
  section: ProfileSection
  facts: DocumentFacts
  open(): ProfileLine
}

/** A row of vault.profile_line as read. */
export interface LineRow {
  id: string
  section_hash: Buffer
  hidden_from_representatives: boolean
  entered_at: string
  details: Buffer
}

type Details = Omit<ProfileLine, 'id' | 'enteredAt'>

const context = (id: string) => ({ table: 'profile_line', rowId: id, column: 'details', version: 1 }) as const

const isDetails = (value: unknown): value is Details => hasMember(value, 'section') && hasMember(value, 'fields')

/** The columns of a LineRow. */
export const lineColumns = 'id, section_hash, hidden_from_representatives, entered_at, details'

const sectionHash = ({ keys }: VaultAccess, section: string): Buffer => keys.indexHash(`profile|${section}`)

/** The sections by their names in this space. */
const sectionsOf = (vault: VaultAccess): ReadonlyMap<string, ProfileSection> =>
  new Map(profileSections.map((one) => [sectionHash(vault, one.key).toString('hex'), one]))

/** What makes two lines the same: what they say. What is secret tells nobody that it is there. */
const contentHash = ({ keys }: VaultAccess, { section, fields, nothing, secret }: ProfileSaying): Buffer => {
  const said = Object.entries(fields).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return keys.indexHash(`profile line|${JSON.stringify([section, said, nothing ?? false, secret ?? false])}`)
}

/** A line is judged as a document of the type that professions read its section as. */
export const factsOf = (section: ProfileSection, row: Omit<LineRow, 'section_hash' | 'details'>): DocumentFacts => ({
  id: row.id,
  typeCode: section.typeCode,
  status: 'current',
  archived: false,
  visibility: { hidden: false, withheld: false, hiddenFromRepresentatives: row.hidden_from_representatives },
  quarantined: false,
  authorIds: [],
  depositedAt: row.entered_at,
})

/** Rows as the door judges them and a use-case opens them. A row of a section that the data does not know any more is left. */
export const toVaultLines = (vault: VaultAccess, rows: readonly LineRow[]): VaultLine[] => {
  const sections = sectionsOf(vault)
  return rows.flatMap((row) => {
    const section = sections.get(row.section_hash.toString('hex'))
    if (section === undefined) return []
    const open = (): ProfileLine => ({
      ...readOwnJson(vault.keys.openField(context(row.id), row.details), isDetails),
      id: row.id,
      enteredAt: row.entered_at,
    })
    return [{ section, facts: factsOf(section, row), open }]
  })
}

/** A line as a row of the space visited has it. */
export const sealLine = (
  vault: VaultAccess,
  line: ProfileLine,
): { sectionHash: Buffer; contentHash: Buffer; details: Buffer } => {
  const { id, enteredAt: _entered, ...details } = line
  return {
    sectionHash: sectionHash(vault, line.section),
    contentHash: contentHash(vault, line),
    details: vault.keys.sealField(context(id), Buffer.from(JSON.stringify(details))),
  }
}

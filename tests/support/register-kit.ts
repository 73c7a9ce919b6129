import { loadImportWords } from '../../src/areas/enrolment/register/import-words.ts'
import { createImportPersons, type ImportPersons } from '../../src/areas/enrolment/register/import/import-persons.ts'
import type { ImportSource } from '../../src/areas/enrolment/register/import/import-source.ts'
import { createImportRuns, type ImportRuns } from '../../src/areas/enrolment/register/runs/import-runs.ts'
import type { ImportCounts } from '../../src/areas/enrolment/register/runs/store.ts'
import { createRegister, type Register } from '../../src/areas/enrolment/register/register.ts'
import { insKey, insRules } from '../../src/areas/identity/index.ts'
import { createRegisterSeal } from '../../src/keys/register-seal.ts'
import { createParameters } from '../../src/reference/create-parameters.ts'
import { fixedClock } from '../../src/platform/clock.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { plainKeys } from './plain-keys.ts'

/** The day on which every import of these tests happens. */
export const importDay = '2026-11-02'

/** A register on a database of its own, with all that imports into it. */
export interface RegisterKit {
  database: TestDatabase
  register: Register
  importPersons: ImportPersons
  runs: ImportRuns
  clock: ReturnType<typeof fixedClock>
  /** the flaws of a run as `line column reason`, in the order of the file */
  flawsOf(importId: string): Promise<string[]>
}

/** Keys of the register for tests: what they seal opens again, and nowhere else. */
export const registerKeys = {
  lookupHash: plainKeys.lookupHash,
  registerSeal: async () => createRegisterSeal(Buffer.alloc(32, 3)),
}

/** Opens a register; drop its database at the end. */
export const openRegisterKit = async (): Promise<RegisterKit> => {
  const database = await createTestDatabase()
  const clock = fixedClock(`${importDay}T09:00:00Z`)
  const parts = { database: database.app, keys: registerKeys, clock }
  const runs = createImportRuns(database.app)
  return {
    database,
    clock,
    runs,
    register: createRegister(parts),
    importPersons: createImportPersons({
      ...parts,
      ins: { mode: 'demonstration', rules: insRules },
      parameters: createParameters(),
    }),
    flawsOf: async (importId) => {
      const flaws: string[] = []
      for await (const step of runs.readFlaws(importId))
        flaws.push(...step.map(({ line, column, reason }) => `${line} ${column} ${reason}`))
      return flaws
    },
  }
}

/** Bytes as a file, read in pieces of a size. */
export const memorySource = (content: string | Buffer, pieceBytes = 65_536): ImportSource => {
  const bytes = Buffer.from(content)
  return {
    name: 'assures.csv',
    sizeBytes: bytes.length,
    read: async function* (from) {
      for (let at = from; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
    },
  }
}

const words = loadImportWords()

/** Every column that a file may have. */
export const allColumns: readonly string[] = [...words.columns.required, ...words.columns.optional]

/** A valid number under the test system: `1 85 01 75115 001` and its key. */
export const numberOf = (body: string): string => `${body}${insKey(body, insRules) ?? ''}`

/** The number of an invented adult, other for each `at` below 90,000. */
export const numbered = (at: number): string => numberOf(`28501751${String(10_000 + at).padStart(5, '0')}`)

/** A number as an identifier under the test system. */
export const insOf = (value: string) => ({ system: 'urn:oid:1.2.250.1.213.1.4.10', value })

/** What a run came to, as a row: accepted, changed, unchanged, rejected. */
export const countsOf = ({ accepted, changed, unchanged, rejected }: ImportCounts): number[] => [
  accepted,
  changed,
  unchanged,
  rejected,
]

/** A line's texts by column; those left out are as for an ordinary adult. */
export const lineOf = (given: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  ins: numberOf('2850175115001'),
  birth_family: 'DURAND',
  birth_given: 'Léa Marie',
  gender: 'F',
  birth_date: '1985-01-15',
  birth_place: '75115',
  scheme: 'general',
  address_1: '1 RUE HAUTE',
  postal_code: '75011',
  city: 'PARIS',
  ...given,
})

/** A file with every column, from lines by column name. */
export const fileOf = (lines: readonly Readonly<Record<string, string>>[], separator = ';'): string =>
  [allColumns, ...lines.map((line) => allColumns.map((column) => line[column] ?? ''))]
    .map((cells) => `${cells.join(separator)}\n`)
    .join('')

import { Type, type Static } from 'typebox'
import { DataFlaw, readData } from './data-file.ts'

const path = 'care/kinds.json'
const text = Type.String({ minLength: 1 })
const key = Type.String({ pattern: '^[a-z-]{1,32}$' })

const statement = Type.Object({
  key,
  /** the FHIR resource that a line of it is */
  resource: Type.Union([
    Type.Literal('ExplanationOfBenefit'),
    Type.Literal('MedicationDispense'),
    Type.Literal('Observation'),
  ]),
  /** as which type of document a profession reads it */
  typeCode: text,
  fr: text,
  en: text,
})

const kind = Type.Object({ key, claimTypes: Type.Array(text), fr: text, en: text })

/** How a line came to be known. Law: rules PML-29. */
export type CareStatement = Static<typeof statement>

/** What the care of a line was. Law: rules PML-29. */
export type CareKind = Static<typeof kind>

const file = readData(
  path,
  Type.Object({
    system: text,
    claimTypeSystem: text,
    mostLinesAtOnce: Type.Integer({ minimum: 1 }),
    statements: Type.Array(statement, { minItems: 1 }),
    kinds: Type.Array(kind, { minItems: 1 }),
  }),
)

for (const list of [file.statements, file.kinds])
  if (new Set(list.map((one) => one.key)).size < list.length) throw new DataFlaw(path, 'key', 'a key stands twice')

/** Every statement, in the order of data/care/kinds.json. */
export const careStatements: readonly CareStatement[] = file.statements

/** Every kind, in the order in which people are shown them. */
export const careKinds: readonly CareKind[] = file.kinds

/** The code systems of kinds: ours, and the one of claims. */
export const careKindSystems = { own: file.system, claims: file.claimTypeSystem } as const

/** More lines at once would hold a space for too long. */
export const mostCareLines = file.mostLinesAtOnce

/** A statement by its key; nothing where there is none. */
export const findCareStatement = (wanted: string): CareStatement | undefined =>
  careStatements.find((one) => one.key === wanted)

/** A kind by its key; nothing where there is none. */
export const findCareKind = (wanted: string): CareKind | undefined => careKinds.find((one) => one.key === wanted)

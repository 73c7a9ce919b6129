import { Type, type Static } from 'typebox'
import { DataFlaw, readData } from './data-file.ts'

const path = 'results/flags.json'

const standing = Type.Union([
  Type.Literal('inside'),
  Type.Literal('above'),
  Type.Literal('below'),
  Type.Literal('outside'),
])

const schema = Type.Object({
  flags: Type.Array(Type.Object({ code: Type.String(), standing, far: Type.Optional(Type.Boolean()) })),
})

/** Where a value stands against its laboratory's own range. */
export type FlaggedStanding = Static<typeof standing>

/** What a laboratory's flags say (HL7 ObservationInterpretation). */
export interface ResultFlags {
  /** Undefined for a flag that says something else, and for one that is not known. */
  find(code: string): { standing: FlaggedStanding; far?: boolean } | undefined
}

/** Reads data/results/flags.json. Throws DataFlaw when a flag stands twice. */
export const createResultFlags = (): ResultFlags => {
  const { flags } = readData(path, schema)
  const known = new Map(flags.map((flag) => [flag.code, flag]))
  if (known.size < flags.length) throw new DataFlaw(path, '', 'a flag stands twice')
  return Object.freeze({ find: (code: string) => known.get(code) })
}

import { Type, type Static } from 'typebox'
import { DataFlaw, readData } from './data-file.ts'
import { findMeasure } from './measures.ts'

const text = Type.String({ minLength: 1 })
const row = Type.Tuple([
  Type.Number({ minimum: 0 }),
  Type.Number(),
  Type.Number({ exclusiveMinimum: 0 }),
  Type.Number({ exclusiveMinimum: 0 }),
])
const table = Type.Object({
  measure: text,
  sex: Type.Union([Type.Literal('male'), Type.Literal('female')]),
  rows: Type.Array(row, { minItems: 2 }),
})
const shape = Type.Object({
  about: text,
  source: text,
  licence: text,
  name: Type.Object({ fr: text, en: text }),
  tables: Type.Array(table, { minItems: 1 }),
})

/** How one measure grows with age, of one sex: rows of months, L, M and S, by age. Source: Cole and Green 1992, the LMS method. */
export type GrowthTable = Static<typeof table>

/** Curves that children's measurements are held against. */
export type GrowthReference = Static<typeof shape>

/** The reference that comes with this software. */
export const ownGrowthReference = 'growth/cdc-2000.json'

/**
 * Reads a file of growth curves; `path` is relative to data/ or absolute. Throws DataFlaw with the place of what is wrong: a shape, a measure that there is
 * none of, a measure and sex twice, ages that do not rise.
 */
export const readGrowthReference = (path: string): GrowthReference => {
  const reference = readData(path, shape)
  const seen = new Set<string>()
  for (const [index, { measure, sex, rows }] of reference.tables.entries()) {
    const at = `/tables/${index}`
    if (findMeasure(measure) === undefined) throw new DataFlaw(path, `${at}/measure`, `there is no measure ${measure}`)
    if (seen.has(`${measure} ${sex}`)) throw new DataFlaw(path, at, `${measure} of ${sex} stands twice`)
    seen.add(`${measure} ${sex}`)
    const late = rows.findIndex(([months], place) => months <= (rows[place - 1]?.[0] ?? -1))
    if (late >= 0) throw new DataFlaw(path, `${at}/rows/${late}`, 'ages must rise from row to row')
  }
  return reference
}

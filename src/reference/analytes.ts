import { Type } from 'typebox'
import { readData } from './data-file.ts'
import type { Coding } from './document-entry.ts'

const { systems } = readData('results/analytes.json', Type.Object({ systems: Type.Array(Type.String()) }))

/**
 * The codes under which a result is the same thing as another: those that name one analyte, else its laboratory's own first one. Never a code
 * that several analytes share: sodium and potassium may be one act on an invoice.
 */
export const analytesOf = (codes: readonly Coding[]): readonly Coding[] => {
  const named = codes.filter(({ system }) => systems.includes(system))
  return named.length > 0 ? named : codes.slice(0, 1)
}

import { Type } from 'typebox'
import { readData } from './data-file.ts'
import type { Language } from './language.ts'

const schema = Type.Object({
  pieces: Type.Array(Type.Object({ written: Type.String({ minLength: 1 }), fr: Type.String(), en: Type.String() })),
})

const raised = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'] as const

const raise = (digits: string): string => digits.replace(/\d/g, (digit) => raised[Number(digit)] ?? digit)

/** A UCUM unit as people write it, in a language; nothing for a unit that is only a remark. */
export type UnitWords = (unit: string, language: Language) => string

/** Reads data/results/units.json. A unit it does not know stays as it is written. */
export const createUnitWords = (): UnitWords => {
  const { pieces } = readData('results/units.json', schema)
  return (unit, language) =>
    pieces
      .reduce((text, piece) => text.replaceAll(piece.written, piece[language]), unit.replace(/\{[^}]*\}/g, ''))
      .replace(/10\*(\d+)/g, (_, digits: string) => `10${raise(digits)}`)
}

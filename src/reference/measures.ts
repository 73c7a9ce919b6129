import { Type, type Static } from 'typebox'
import { compareDecimals } from '../platform/decimal.ts'
import { DataFlaw, readData } from './data-file.ts'
import type { Coding } from './document-entry.ts'

const path = 'measures.json'
const text = Type.String({ minLength: 1 })
const decimal = Type.String({ pattern: '^\\d+(\\.\\d+)?$' })
const words = { fr: text, en: text }
const code = Type.Object({ code: text, system: text, ...words })

const part = Type.Object({
  key: text,
  ...words,
  code: text,
  min: decimal,
  max: decimal,
  optional: Type.Optional(Type.Literal(true)),
})

const measure = Type.Object({
  key: text,
  ...words,
  system: text,
  code: text,
  alternateCodes: Type.Optional(Type.Array(text)),
  /** UCUM code; empty for a word */
  unit: Type.String(),
  /** the unit as a person reads it */
  words: Type.Object({ fr: Type.String(), en: Type.String() }),
  /** what is measured: one number, or several */
  parts: Type.Array(part),
  /** a word in place of a number */
  text: Type.Optional(Type.Literal(true)),
  /** whole numbers alone */
  whole: Type.Optional(Type.Literal(true)),
  /** computed from others, never written */
  derived: Type.Optional(Type.Literal(true)),
  moment: Type.Optional(Type.Literal('required')),
  days: Type.Optional(Type.Literal('required')),
  /** taken many times a day by devices: one line a day, their sum or their mean */
  daily: Type.Optional(Type.Union([Type.Literal('sum'), Type.Literal('mean')])),
  /** a person may set themselves a target */
  target: Type.Optional(Type.Literal(true)),
  /** a child's is drawn among others of its age */
  growth: Type.Optional(Type.Literal(true)),
  /** what a laboratory measures */
  biology: Type.Optional(Type.Literal(true)),
  profiles: Type.Object({ mes: Type.Optional(text), ans: Type.Optional(text), legacy: Type.Optional(text) }),
})

/** A measure of data/measures.json. `min` and `max` of a part say between which numbers it is likely. Law: rules PML-14 to PML-16. */
export type Measure = Static<typeof measure>

/** One number of a measure. */
export type MeasurePart = Static<typeof part>

const file = readData(
  path,
  Type.Object({
    about: text,
    source: text,
    typeCode: text,
    category: Type.Object({ system: text, code: text }),
    extensions: Type.Object({ moment: text, days: text, reason: text }),
    moments: Type.Array(code),
    days: Type.Array(code),
    measures: Type.Array(measure),
  }),
)

/** How FHIR tells measures: the category of an Observation, the extensions for when and over how long. */
export const measureTerms: {
  category: Coding
  extensions: Readonly<Record<'moment' | 'days' | 'reason', string>>
} = {
  category: file.category,
  extensions: file.extensions,
}

/** Every measure, in the order in which they are offered. */
export const measures: readonly Measure[] = file.measures

/** As which type of document a profession reads measurements. */
export const measurementType: string = file.typeCode

/** When blood sugar was measured, as it must be said. */
export const measureMoments: readonly (Coding & { fr: string; en: string })[] = file.moments

/** Over how many days a mean was taken, as it must be said. */
export const measureDays: readonly (Coding & { fr: string; en: string })[] = file.days

const byKey = new Map(measures.map((one) => [one.key, one]))
const byCode = new Map(
  measures.flatMap((one) => [one.code, ...(one.alternateCodes ?? [])].map((each) => [each, one] as const)),
)

/** A measure by its key; nothing for one that is not known. */
export const findMeasure = (key: string): Measure | undefined => byKey.get(key)

/** A measure by one of its codes. */
export const findMeasureByCode = (wanted: string): Measure | undefined => byCode.get(wanted)

for (const { key, parts, text: isWord, derived } of measures) {
  if ((parts.length === 0) !== (isWord === true)) throw new DataFlaw(path, key, 'a measure has numbers, or is a word')
  if (parts.some(({ min, max }) => (compareDecimals(min, max) ?? 0) >= 0))
    throw new DataFlaw(path, key, 'the limits of a part are not in their order')
  if (derived && isWord) throw new DataFlaw(path, key, 'what is computed is a number')
}
if (byKey.size < measures.length) throw new DataFlaw(path, '', 'two measures have one key')

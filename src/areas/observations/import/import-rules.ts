import { Type, type Static } from 'typebox'
import { DataFlaw, readData } from '../../../reference/data-file.ts'
import { findMeasure, measureMoments } from '../../../reference/measures.ts'

const path = 'imports.json'
const text = Type.String({ minLength: 1 })
const words = Type.Object({ fr: text, en: text })
const unit = Type.Object({ times: Type.Optional(Type.Number()), plus: Type.Optional(Type.Number()) })
const type = Type.Object({
  type: text,
  kind: text,
  part: Type.Optional(text),
  units: Type.Record(Type.String(), unit),
})

/** How a unit of a file becomes the unit of its measure: value × times + plus. */
export type UnitRule = Static<typeof unit>

/** Which type of a health export is which measure. */
export type ExportType = Static<typeof type>

const headed = Type.Array(text)

/** data/imports.json: files of devices and services that people bring. */
export const importRules = readData(
  path,
  Type.Object({
    about: text,
    source: text,
    maxBytes: Type.Number(),
    healthExport: Type.Object({
      name: words,
      glucoseMoments: Type.Record(Type.String(), text),
      glucoseOtherwise: text,
      types: Type.Array(type),
    }),
    meter: Type.Object({
      name: words,
      columns: Type.Object({
        date: headed,
        time: headed,
        instant: headed,
        systolic: headed,
        diastolic: headed,
        pulse: headed,
        comment: headed,
      }),
    }),
  }),
)

/** The largest file that is read. */
export const importedBytes: number = importRules.maxBytes

for (const { type: name, kind, part } of importRules.healthExport.types) {
  const measure = findMeasure(kind)
  if (measure === undefined || (part !== undefined && !measure.parts.some(({ key }) => key === part)))
    throw new DataFlaw(path, name, 'no such measure, or no such part of it')
}
const { glucoseMoments, glucoseOtherwise } = importRules.healthExport
for (const moment of [...Object.values(glucoseMoments), glucoseOtherwise])
  if (!measureMoments.some(({ code }) => code === moment)) throw new DataFlaw(path, moment, 'no such moment')

const shape = /^-?\d{1,9}(?:\.(\d{1,20}))?$/
const places = 2
/** Devices that compute in binary write 70.3 kg as 70.30000305175781. */
const mostWritten = 4

/**
 * A number of a file in the unit of its measure: as it is written where that is the same and short, else with two places. Nothing for what is
 * none.
 */
export const inOwnUnit = (value: string, { times, plus }: UnitRule): string | undefined => {
  const written = value.trim()
  const [found, fraction = ''] = shape.exec(written) ?? []
  if (found === undefined) return undefined
  if (times === undefined && plus === undefined && fraction.length <= mostWritten) return written
  return String(Number((Number(written) * (times ?? 1) + (plus ?? 0)).toFixed(places)))
}

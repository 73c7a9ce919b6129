import { shiftDecimal } from '../../../platform/decimal.ts'
import { analytesOf } from '../../../reference/analytes.ts'
import type { Coding, DocumentEntry } from '../../../reference/document-entry.ts'
import type { EarlierResult, LaboratoryResult, Quantity } from '../../../reference/result-entry.ts'
import type { ResultFlags } from '../../../reference/result-flags.ts'
import { inUnit, unitFamily } from '../../../reference/unit-scale.ts'
import { amountOf, weighResult, type WeighedResult } from './weigh-result.ts'

/** A line of a document: its place among the results that were read from it, from 0. */
export interface ResultLine {
  documentId: string
  line: number
}

/** Who says a value, and in which line of which document. */
interface ResultSource {
  line: ResultLine
  title: string
  author: DocumentEntry['authors'][number] | undefined
  /** who made it, where that is another laboratory than the author's */
  laboratory?: string
}

/** One value on the way of a result: read from a document of its own, or told again by a later one. */
export interface ResultPoint {
  result: WeighedResult
  /** when it was taken, or the day of its document (ISO text) */
  at: string
  source: ResultSource
  /** a later report repeats it: the report of its day is not in the record */
  repeated: boolean
  /** how many other documents say the same */
  copies: number
  /** the same amount and range in the unit of the newest value, where that is another one and only the point moves */
  converted?: { amount: Quantity; range?: NonNullable<WeighedResult['range']> }
}

const isSame = (one: Coding, other: Coding): boolean => one.system === other.system && one.code === other.code

/** Whether a result is under one of these codes. */
export const shares = (codes: readonly Coding[], { codes: own }: Pick<LaboratoryResult, 'codes'>): boolean =>
  analytesOf(own).some((one) => analytesOf(codes).some((other) => isSame(one, other)))

const asResult = (one: LaboratoryResult, earlier: EarlierResult): LaboratoryResult => ({
  codes: earlier.codes,
  ...(one.label === undefined ? {} : { label: one.label }),
  status: 'final',
  ...(earlier.at === undefined ? {} : { at: earlier.at }),
  values: earlier.values,
  interpretations: [],
  ranges: [],
  comments: [],
  remarks: [],
  headings: one.headings,
  earlier: [],
})

/** One line of a document that is open, and the codes it is followed under. */
export interface OpenLine {
  entry: DocumentEntry
  result: LaboratoryResult
  line: number
  codes: readonly Coding[]
}

/** The values that one line tells: its own, and those it repeats from before. None of what is awaited or was cancelled. */
export const pointsOfLine = (flags: ResultFlags, { entry, result, line, codes }: OpenLine): ResultPoint[] => {
  if (result.status !== 'final') return []
  const { laboratory } = result
  const source = {
    line: { documentId: entry.id, line },
    title: entry.title,
    author: entry.authors[0],
    ...(laboratory === undefined ? {} : { laboratory }),
  }
  const own = { result: weighResult(flags, result), at: result.at ?? entry.datedAt, source, repeated: false, copies: 0 }
  const before = result.earlier.flatMap((earlier) => {
    const { at } = earlier
    const isAnother = earlier.codes.length > 0 && !shares(codes, earlier)
    return at === undefined || isAnother
      ? []
      : [{ ...own, result: weighResult(flags, asResult(result, earlier)), at, repeated: true }]
  })
  return [own, ...before]
}

/** The laboratory of a value; without one, whoever else wrote its document. */
const makerOf = ({ author, laboratory }: ResultSource): unknown => laboratory ?? author?.facility?.name ?? author

const keyOf = ({ at, result, source }: ResultPoint): string =>
  JSON.stringify([at.slice(0, 16), result.values, makerOf(source)])

/** The same value of the same minute and laboratory stands once: as its own report has it where that is there. */
export const foldCopies = (points: readonly ResultPoint[]): ResultPoint[] => {
  const folded = new Map<string, ResultPoint>()
  for (const point of points) {
    const known = folded.get(keyOf(point))
    if (known === undefined) folded.set(keyOf(point), point)
    else if (!point.repeated) folded.set(keyOf(point), { ...point, copies: known.copies + (known.repeated ? 0 : 1) })
  }
  return [...folded.values()].toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
}

/** What the unit of a value has in common with those it can be told in; a value whose point cannot be moved has its own unit alone. */
export const familyOf = ({ result }: ResultPoint): string => {
  const { value = '0', unit } = amountOf(result) ?? {}
  return shiftDecimal(value, 0) === undefined ? `=${unit ?? ''}` : unitFamily(unit)
}

/** The bounds in another unit; undefined where one cannot be told in it. */
const rangeIn = ({ low, high }: NonNullable<WeighedResult['range']>, unit: string | undefined) => {
  const [from, to] = [low && inUnit(low, unit), high && inUnit(high, unit)]
  if ((low === undefined) !== (from === undefined) || (high === undefined) !== (to === undefined)) return undefined
  return { ...(from && { low: from }), ...(to && { high: to }) }
}

const convert = (point: ResultPoint, unit: string | undefined): ResultPoint => {
  const own = amountOf(point.result)
  if (own === undefined || own.unit === unit) return point
  const { value, comparator } = own
  const amount = inUnit({ value, ...(own.unit && { unit: own.unit }), ...(comparator && { comparator }) }, unit)
  if (amount === undefined) return point
  const range = point.result.range && rangeIn(point.result.range, unit)
  return { ...point, converted: { amount, ...(range && { range }) } }
}

/** Values, oldest first, each told in the unit of the newest of its family too: exactly, or not at all. Rules: ux.md 4.7. */
export const alignUnits = (points: readonly ResultPoint[]): ResultPoint[] => {
  const newest = new Map(points.map((point) => [familyOf(point), amountOf(point.result)?.unit]))
  return points.map((point) => convert(point, newest.get(familyOf(point))))
}

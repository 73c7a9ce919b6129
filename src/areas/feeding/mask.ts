import { owedLines } from './owed-file.ts'
import type { Figure, Sum } from './types.ts'

/** A number as it may be told: itself; that it is fewer than `n` (and not none); that it is `n` or more. */
export interface Told {
  n: number
  way: 'exact' | 'fewer' | 'more'
}

/** A part of so many, as it may be told: exact, or so many at least. */
export interface ToldPart {
  n: number
  of: number
  isExact: boolean
}

/** What is told of one facility, one software, one line, one month; everything a page shows is made of these. */
export interface Cell {
  month: string
  facilityId: string
  softwareId: string
  /** an owed line; empty for other documents and for refusals */
  lineId: string
  figure: 'taken' | 'older' | 'again' | 'refused' | 'untyped'
  reason: string
  told: Told
  /** of what was taken: came on the day it was made, has remarks on its structure; absent where few were taken */
  onTheDay?: ToldPart
  remarked?: ToldPart
}

/** A number as it may be told. Pure. */
export const tellCount = (n: number, below: number): Told =>
  n > 0 && n < below ? { n: below, way: 'fewer' } : { n, way: 'exact' }

/**
 * A part as it may be told where the whole is told exactly: neither the part nor what is left of the whole is ever a number under `below`
 * that can be found. Of a small whole only whether all, none or some; then fits any of four parts at least. Pure.
 */
export const tellPart = (part: number, of: number, below: number): ToldPart | undefined => {
  if (of < below) return undefined
  if (part === 0 || part === of) return { n: part, of, isExact: true }
  const isSmall = below > 1 && of < 2 * below - 1
  if (isSmall || part < below) return { n: 1, of, isExact: false }
  if (of - part < below) return { n: of - below + 1, of, isExact: false }
  return { n: part, of, isExact: true }
}

/** What several cells come to: never more than is told of each of them, so that no total gives away a part. Pure. */
export const sumTold = (several: readonly Told[]): Told => {
  const [first, ...others] = several.filter(({ n }) => n > 0)
  if (first === undefined) return { n: 0, way: 'exact' }
  if (others.length === 0) return first
  const least = [first, ...others].reduce((sum, { n, way }) => sum + (way === 'fewer' ? 1 : n), 0)
  return { n: least, way: [first, ...others].every(({ way }) => way === 'exact') ? 'exact' : 'more' }
}

/** A share in whole percent, and whether it may be more; nothing where nothing of it may be told. Pure. */
export const shareOf = (parts: readonly (ToldPart | undefined)[]): { percent: number; orMore: boolean } | undefined => {
  const told = parts.filter((part) => part !== undefined)
  const whole = told.reduce((sum, { of }) => sum + of, 0)
  if (whole === 0) return undefined
  const part = told.reduce((sum, { n }) => sum + n, 0)
  return { percent: Math.floor((100 * part) / whole), orMore: told.some(({ isExact }) => !isExact) }
}

const lineOfType: ReadonlyMap<string, string> = new Map(
  owedLines.flatMap(({ id, typeCodes }) => typeCodes.map((code) => [code, id] as const)),
)

const own = new Set<Figure>(['taken', 'older', 'again', 'refused', 'untyped'] satisfies Cell['figure'][])
const isOwn = (figure: Figure): figure is Cell['figure'] => own.has(figure)

const placeOf = (sum: Sum): Omit<Cell, 'told' | 'figure'> => ({
  month: sum.month,
  facilityId: sum.facilityId,
  softwareId: sum.softwareId,
  lineId: lineOfType.get(sum.typeCode) ?? '',
  reason: sum.reason,
})

const textOf = (sum: Sum, figure: Figure): string => {
  const { month, facilityId, softwareId, lineId, reason } = placeOf(sum)
  return [month, facilityId, softwareId, lineId, reason, figure].join('\n')
}

/**
 * What may be told of sums: the one place where a number under `below` becomes “fewer”. Pages get these cells and no sum, and every total is
 * made of them: whoever has all pages knows what they say and nothing between. Pure.
 */
export const maskSums = (sums: readonly Sum[], below: number): Cell[] => {
  const counted = new Map<string, number>()
  const places = new Map<string, Sum & { figure: Cell['figure'] }>()
  for (const sum of sums) {
    const text = textOf(sum, sum.figure)
    counted.set(text, (counted.get(text) ?? 0) + sum.n)
    if (isOwn(sum.figure) && !places.has(text)) places.set(text, { ...sum, figure: sum.figure })
  }
  const partOf = (sum: Sum, part: Figure, of: number): ToldPart | undefined =>
    tellPart(counted.get(textOf(sum, part)) ?? 0, of, below)
  return [...places].map(([text, sum]) => {
    const n = counted.get(text) ?? 0
    const cell = { ...placeOf(sum), figure: sum.figure, told: tellCount(n, below) }
    if (sum.figure !== 'taken') return cell
    const [onTheDay, remarked] = [partOf(sum, 'day-0', n), partOf(sum, 'remarked', n)]
    return { ...cell, ...(onTheDay && { onTheDay }), ...(remarked && { remarked }) }
  })
}

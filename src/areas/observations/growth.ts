import type { GrowthReference, GrowthTable } from '../../reference/growth-reference.ts'

/** What a child's measurements of one kind are held against. `birthDate` is `YYYY-MM-DD`. */
export interface GrowthFrame {
  name: GrowthReference['name']
  birthDate: string
  table: GrowthTable
}

/** Where a value stands among children of the same age and sex: standard deviations from the median, and how many in a hundred are below. */
export interface GrowthStanding {
  z: number
  centile: number
}

interface Lms {
  l: number
  m: number
  s: number
}

const monthMs = (365.25 / 12) * 86_400_000

/** Below this, L counts as none. */
const nearlyNone = 1e-6

/** The age at an instant, in months of a mean length; nothing where one of them is no date. */
const monthsAt = (birthDate: string, at: string): number | undefined => {
  const months = (Date.parse(at) - Date.parse(birthDate)) / monthMs
  return Number.isFinite(months) ? months : undefined
}

/** Between two rows the way is straight. Nothing before the first age and after the last. */
export const lmsAt = ({ rows }: GrowthTable, months: number): Lms | undefined => {
  const next = rows.findIndex(([age]) => age >= months)
  const [after, before] = [rows[next], rows[Math.max(next - 1, 0)]]
  if (after === undefined || before === undefined || months < before[0]) return undefined
  const part = after[0] === before[0] ? 0 : (months - before[0]) / (after[0] - before[0])
  const between = (one: number, other: number): number => one + (other - one) * part
  return { l: between(before[1], after[1]), m: between(before[2], after[2]), s: between(before[3], after[3]) }
}

/** The value that stands so many standard deviations from the median. Source: Cole and Green 1992. Nothing where there is none so far out. */
export const valueAt = ({ l, m, s }: Lms, z: number): number | undefined => {
  if (Math.abs(l) < nearlyNone) return m * Math.exp(s * z)
  const base = 1 + l * s * z
  return base > 0 ? m * base ** (1 / l) : undefined
}

/** The other way round: how many standard deviations from the median a value stands. */
export const deviationOf = ({ l, m, s }: Lms, value: number): number =>
  Math.abs(l) < nearlyNone ? Math.log(value / m) / s : ((value / m) ** l - 1) / (l * s)

/** How many in a hundred are below. Source: Abramowitz and Stegun 26.2.17, right to seven digits. */
export const centileOf = (z: number): number => {
  const t = 1 / (1 + 0.2316419 * Math.abs(z))
  const terms = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429]
  const sum = terms.reduceRight((total, term) => (total + term) * t, 0)
  const tail = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * sum
  return 100 * (z > 0 ? 1 - tail : tail)
}

/** What a kind is held against; nothing without a table of it for the person's sex. Pure. */
export const findGrowthFrame = (
  { name, tables }: GrowthReference,
  { birthDate, gender }: { birthDate: string; gender: string },
  kind: string,
): GrowthFrame | undefined => {
  const table = tables.find(({ measure, sex }) => measure === kind && sex === gender)
  return table && { name, birthDate, table }
}

/** Where a value of an instant stands; nothing beyond the ages that the reference knows. Pure. */
export const standingOf = (
  { birthDate, table }: GrowthFrame,
  { at, value }: { at: string; value: number },
): GrowthStanding | undefined => {
  const months = monthsAt(birthDate, at)
  const lms = months === undefined ? undefined : lmsAt(table, months)
  if (lms === undefined || !(value > 0)) return undefined
  const z = deviationOf(lms, value)
  return Number.isFinite(z) ? { z, centile: centileOf(z) } : undefined
}

/** A curve in time: instants in milliseconds since 1970. */
export interface GrowthCurve {
  z: number
  points: readonly { ms: number; value: number }[]
}

/** So many points are enough for a curve that looks smooth. */
const mostPoints = 48

/** The curves between two instants, one for each deviation from the median, as far as the reference knows those ages. Pure. */
export const curvesOf = (
  { birthDate, table }: GrowthFrame,
  { from, to }: { from: number; to: number },
  deviations: readonly number[],
): GrowthCurve[] => {
  const birth = Date.parse(birthDate)
  const [first, last] = [table.rows[0]?.[0] ?? 0, table.rows.at(-1)?.[0] ?? 0]
  const start = Math.max((from - birth) / monthMs, first)
  const end = Math.min((to - birth) / monthMs, last)
  if (!(end > start)) return []
  const ages = Array.from({ length: mostPoints + 1 }, (_one, index) => start + ((end - start) * index) / mostPoints)
  return deviations.map((z) => ({
    z,
    points: ages.flatMap((age) => {
      const lms = lmsAt(table, Math.min(age, last))
      const value = lms && valueAt(lms, z)
      return value === undefined ? [] : [{ ms: birth + age * monthMs, value }]
    }),
  }))
}

import { analytesOf } from '../../../reference/analytes.ts'
import type { DocumentEntry } from '../../../reference/document-entry.ts'
import type { LaboratoryResult } from '../../../reference/result-entry.ts'
import type { ResultFlags } from '../../../reference/result-flags.ts'
import { alignUnits, familyOf, foldCopies, pointsOfLine, type ResultPoint } from './result-points.ts'

/** One value over time, of one method and of units that differ by a power of ten alone: what was measured otherwise is a series of its own. */
export interface ValueSeries {
  /** the newest, whose words name the series */
  newest: ResultPoint
  /** oldest first, at least one */
  points: ResultPoint[]
  /** the chapter of the laboratory's report */
  title?: string
  /** the language of the newest one's document */
  language?: string
  /** the same value was measured in another unit or by another method too, in a series beside this one */
  hasOthers: boolean
}

interface Report {
  entry: DocumentEntry
  results: readonly LaboratoryResult[]
}

/** Days in the columns of one page. */
export const mostDays = 12

/** Lines of one page. */
export const mostSeries = 200

type Numbered = (result: LaboratoryResult) => number

/** The number of what is measured: that of the first result under one of its codes. */
const createNumbers = (): Numbered => {
  const known = new Map<string, number>()
  return ({ codes }) => {
    const keys = analytesOf(codes).map(({ system, code }) => `${system}|${code}`)
    const number = keys.map((key) => known.get(key)).find((one) => one !== undefined) ?? known.size
    for (const key of keys) if (!known.has(key)) known.set(key, number)
    return number
  }
}

/** A line that tells a value, with what its report says around it. */
interface Telling {
  entry: DocumentEntry
  result: LaboratoryResult
}

const nameOf = ({ documentId, line }: ResultPoint['source']['line']): string => `${documentId}|${line}`

/** Of one thing that is measured: its values by family of units and method. A value told again has the method of the line beside which its laboratory put it. */
const splitSeries = (points: readonly ResultPoint[], tellers: ReadonlyMap<string, Telling>): ValueSeries[] => {
  const tellerOf = ({ source }: ResultPoint): Telling | undefined => tellers.get(nameOf(source.line))
  const measured = Map.groupBy(foldCopies(points), (point) =>
    JSON.stringify([familyOf(point), tellerOf(point)?.result.method ?? '']),
  )
  return [...measured.values()].flatMap((one) => {
    const own = alignUnits(one)
    const newest = own.at(-1)
    if (newest === undefined) return []
    const teller = tellerOf(newest)
    const title = teller?.result.headings.at(0)
    const language = teller?.entry.language
    const said = { ...(title === undefined ? {} : { title }), ...(language === undefined ? {} : { language }) }
    return [{ newest, points: own, hasOthers: measured.size > 1, ...said }]
  })
}

/** All values of some reports, the newest report first, as series in the order of the reports' lines. */
export const seriesOf = (flags: ResultFlags, reports: readonly Report[]): ValueSeries[] => {
  const numberOf = createNumbers()
  const tellers = new Map<string, Telling>()
  const points = new Map<number, ResultPoint[]>()
  for (const { entry, results } of reports)
    for (const [line, result] of results.entries()) {
      const told = pointsOfLine(flags, { entry, result, line, codes: result.codes })
      if (result.codes.length === 0 || told.length === 0) continue
      tellers.set(nameOf({ documentId: entry.id, line }), { entry, result })
      const number = numberOf(result)
      const before = points.get(number)
      if (before === undefined) points.set(number, told)
      else before.push(...told)
    }
  return [...points.values()].flatMap((one) => splitSeries(one, tellers))
}

/** The day that a value stands under. */
export const dayOfPoint = ({ at }: ResultPoint): string => at.slice(0, 10)

/** What the reader chose to see. */
interface Wanted {
  kind?: string
  since?: string
  before?: string
}

const kindsOf = (series: readonly ValueSeries[], keyOf: (title: string) => string) => {
  const kinds = new Map<string, { key: string; title: string; language?: string }>()
  for (const { title, language } of series)
    if (title !== undefined && !kinds.has(title))
      kinds.set(title, { key: keyOf(title), title, ...(language === undefined ? {} : { language }) })
  return [...kinds.values()].toSorted((one, other) => one.title.localeCompare(other.title, 'fr'))
}

/** Lays the chosen series out by day, newest first; what does not fit on one page goes on behind its last day. */
export const arrangeTable = (all: readonly ValueSeries[], wanted: Wanted, keyOf: (title: string) => string) => {
  const { kind, since = '', before } = wanted
  const chosen = all.filter(({ title }) => kind === undefined || (title !== undefined && keyOf(title) === kind))
  const recent = chosen.flatMap(({ points, ...series }) => {
    const own = points.filter((point) => dayOfPoint(point) >= since)
    return own.length === 0 ? [] : [{ ...series, points: own }]
  })
  const known = new Set(recent.flatMap(({ points }) => points.map(dayOfPoint)))
  const days = [...known]
    .filter((day) => before === undefined || day < before)
    .toSorted()
    .toReversed()
  const shown = days.slice(0, mostDays)
  const series = recent.filter(({ points }) => points.some((point) => shown.includes(dayOfPoint(point))))
  const last = shown.at(-1)
  return {
    kinds: kindsOf(all, keyOf),
    days: shown,
    series: series.slice(0, mostSeries),
    moreSeries: Math.max(0, series.length - mostSeries),
    ...(days.length > mostDays && last !== undefined ? { next: last } : {}),
  }
}

import { parseInstant } from '../../../platform/clock.ts'
import type { Quantity, ReferenceRange } from '../../../reference/result-entry.ts'

/** A value on its way to a chart: all of one chart have one unit. */
export interface TrendValue {
  at: string
  amount: Quantity
  range?: Pick<ReferenceRange, 'low' | 'high'> | undefined
  inside: boolean | undefined
  /** by whom or what it was measured: values of two methods are not joined */
  method: string
  /** which line it belongs to, where a chart has several; lines are drawn within one */
  series?: string
  /** who measured it; a laboratory where nothing is said */
  by?: 'person' | 'device' | 'document'
}

/** What a chart shows beside its values. Instants in milliseconds. */
export interface TrendFrame {
  /** the time that is shown, so that two charts have one axis */
  span?: { from: number; to: number }
  /** what somebody wants to reach, in the unit of the values */
  target?: string
  /** what the values are held against, from the lowest to the highest; instants in milliseconds */
  curves?: readonly { label: string; isMiddle: boolean; points: readonly { ms: number; value: number }[] }[]
}

/** A chart in its own units, ready to be drawn: `x` to the right, `y` downwards. */
export interface TrendLayout {
  width: number
  height: number
  /** the plot inside the margins */
  plot: Box
  /** the laboratory's range of each value, around its time */
  bands: Box[]
  lines: { x1: number; y1: number; x2: number; y2: number }[]
  marks: { x: number; y: number; inside: boolean | undefined; by: TrendValue['by'] }[]
  /** where the target stands */
  target?: number
  curves: { d: string; label: string; isMiddle: boolean; x: number; y: number }[]
  years: { x: number; year: string }[]
  levels: { y: number; value: string }[]
}

interface Box {
  x: number
  y: number
  width: number
  height: number
}

const size = { width: 440, height: 240 }
const whole: Box = { x: 56, y: 12, width: 372, height: 192 }
/** What the names of curves need at their ends. */
const namesWidth = 22
const dayMs = 86_400_000
/** Longer apart, two values are not joined: nobody knows what was between them. Rules: ux.md 4.7. */
const longestGapMs = 548 * dayMs
const leastJoined = 3

interface Placed extends TrendValue {
  ms: number
  value: number
}

const placed = (values: readonly TrendValue[]): Placed[] =>
  values.flatMap((one) => {
    const ms = parseInstant(one.at)?.getTime()
    const value = Number(one.amount.value)
    return ms === undefined || !Number.isFinite(value) ? [] : [{ ...one, ms, value }]
  })

interface Scale {
  low: number
  high: number
}

/** From the least to the most, with room around; a single value stands in the middle. */
const scaleOf = (numbers: readonly number[], room: number): Scale => {
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)]
  const around = high > low ? (high - low) * room : Math.abs(high) * room || 1
  return { low: low - around, high: high + around }
}

const boundsOf = ({ range }: TrendValue): number[] =>
  [range?.low, range?.high].flatMap((bound) => (bound === undefined ? [] : [Number(bound.value)]))

/** Round steps, one, two or five times a power of ten: two to eight levels stand in the scale. */
const levelsOf = ({ low, high }: Scale): number[] => {
  const rough = (high - low) / 7
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 5].find((times) => times * power >= rough) ?? 10) * power
  const first = Math.ceil(low / step)
  const count = Math.floor(high / step) - first + 1
  return Array.from({ length: count }, (_, index) => (first + index) * step)
}

const round = (one: number): number => Math.round(one * 10) / 10

interface Axes {
  plot: Box
  x: (ms: number) => number
  y: (value: number) => number
}

const axesOf = (plot: Box, time: Scale, level: Scale): Axes => ({
  plot,
  x: (ms) => round(plot.x + ((ms - time.low) / (time.high - time.low)) * plot.width),
  y: (value) => round(plot.y + ((level.high - value) / (level.high - level.low)) * plot.height),
})

/** Each value keeps its own range, from half way to the value before to half way to the one after. */
const bandsOf = (points: readonly Placed[], { plot, x, y }: Axes): Box[] =>
  points.flatMap((point, index) => {
    const { low, high } = point.range ?? {}
    if (low === undefined && high === undefined) return []
    const [before, after] = [points[index - 1], points[index + 1]]
    const from = before === undefined ? plot.x : x((before.ms + point.ms) / 2)
    const to = after === undefined ? plot.x + plot.width : x((point.ms + after.ms) / 2)
    const top = high === undefined ? plot.y : y(Number(high.value))
    const bottom = low === undefined ? plot.y + plot.height : y(Number(low.value))
    return [{ x: from, y: top, width: round(to - from), height: round(bottom - top) }]
  })

/** Neighbours with the same range are one band. */
const joinBands = (bands: readonly Box[]): Box[] => {
  const joined: Box[] = []
  for (const band of bands) {
    const last = joined.at(-1)
    const goesOn = last?.y === band.y && last.height === band.height && round(last.x + last.width) === band.x
    if (last !== undefined && goesOn) last.width = round(last.width + band.width)
    else joined.push({ ...band })
  }
  return joined
}

const joinedOf = (points: readonly Placed[], { x, y }: Axes): TrendLayout['lines'] =>
  points.slice(1).flatMap((point, index) => {
    const before = points[index]
    const isJoined =
      points.length >= leastJoined &&
      before !== undefined &&
      before.method === point.method &&
      point.ms - before.ms <= longestGapMs &&
      before.amount.comparator === undefined &&
      point.amount.comparator === undefined
    return isJoined ? [{ x1: x(before.ms), y1: y(before.value), x2: x(point.ms), y2: y(point.value) }] : []
  })

const linesOf = (points: readonly Placed[], axes: Axes): TrendLayout['lines'] => {
  const series = new Map<string, Placed[]>()
  for (const point of points) series.set(point.series ?? '', [...(series.get(point.series ?? '') ?? []), point])
  return [...series.values()].flatMap((own) => joinedOf(own, axes))
}

const yearsOf = ({ low, high }: Scale, { x }: Axes): TrendLayout['years'] => {
  const [first, last] = [low, high].map((ms) => new Date(ms).getUTCFullYear())
  if (first === undefined || last === undefined) return []
  const all = Array.from({ length: last - first }, (_, index) => first + index + 1)
  const each = Math.ceil(all.length / 8)
  return all
    .filter((_, index) => index % each === 0)
    .map((year) => ({ x: x(Date.UTC(year, 0, 1)), year: String(year) }))
}

/** Each curve as one stroke, with its name at its end. */
const curvesOf = ({ curves = [] }: TrendFrame, { x, y }: Axes): TrendLayout['curves'] =>
  curves.flatMap(({ label, isMiddle, points }) => {
    const last = points.at(-1)
    if (last === undefined) return []
    const d = points.map(({ ms, value }, index) => `${index === 0 ? 'M' : 'L'}${x(ms)} ${y(value)}`).join('')
    return [{ d, label, isMiddle, x: x(last.ms), y: y(last.value) }]
  })

/** The decimals that a level needs, and no more. */
const written = (value: number): string => String(Number(value.toPrecision(6)))

/** Lays out the values of one unit, oldest first: time true to scale, a gap is a gap. Undefined without any value to draw. */
export const layTrend = (values: readonly TrendValue[], frame: TrendFrame = {}): TrendLayout | undefined => {
  const points = placed(values)
  if (points.length === 0) return undefined
  const times = points.map(({ ms }) => ms)
  const time = scaleOf(times, 0.04)
  const wide = time.high - time.low < 60 * dayMs ? { low: time.low - 30 * dayMs, high: time.high + 30 * dayMs } : time
  const span = frame.span === undefined ? wide : { low: frame.span.from, high: frame.span.to }
  const target = frame.target === undefined ? [] : [Number(frame.target)]
  const drawn = (frame.curves ?? []).flatMap((curve) => curve.points.map(({ value }) => value))
  const level = scaleOf([...points.map(({ value }) => value), ...points.flatMap(boundsOf), ...target, ...drawn], 0.12)
  const hasCurves = (frame.curves ?? []).length > 0
  const plot = hasCurves ? { ...whole, width: whole.width - namesWidth } : whole
  const axes = axesOf(plot, span, level)
  return {
    ...size,
    plot,
    bands: joinBands(bandsOf(points, axes)),
    lines: linesOf(points, axes),
    marks: points.map(({ ms, value, inside, by }) => ({ x: axes.x(ms), y: axes.y(value), inside, by })),
    ...(target[0] === undefined ? {} : { target: axes.y(target[0]) }),
    curves: curvesOf(frame, axes),
    years: yearsOf(span, axes),
    levels: levelsOf(level).map((value) => ({ y: axes.y(value), value: written(value) })),
  }
}

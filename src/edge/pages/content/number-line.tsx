import type { VNode } from 'preact'
import type { WeighedResult } from '../../../areas/documents/index.ts'

/** Places on a line, 0 to 100: where the range begins and ends, and where the value stands. */
export interface LinePlaces {
  from: number
  to: number
  at: number
}

interface Span {
  low: number
  high: number
}

const numberOf = (bound: { value: string } | undefined): number | undefined =>
  bound === undefined ? undefined : Number(bound.value)

/** What the line shows: the range, half its width on either side, and the value up to four widths away. */
const spanOf = (value: number, low: number | undefined, high: number | undefined): Span => {
  const width = low !== undefined && high !== undefined ? high - low : Math.abs(low ?? high ?? 0)
  const unit = width > 0 ? width : 1
  // with one bound only, amounts begin at nought
  const first = low === undefined ? Math.min(0, (high ?? 0) - unit) : low - unit / 2
  const last = high === undefined ? (low ?? 0) + unit : high + unit / 2
  const reach = { low: (low ?? first) - 4 * unit, high: (high ?? last) + 4 * unit }
  return {
    low: Math.min(first, Math.max(value - unit / 10, reach.low)),
    high: Math.max(last, Math.min(value + unit / 10, reach.high)),
  }
}

/** Where a range and a value stand on a line; nothing where there is no one value and range of numbers. Rules: ux.md 4.7. */
export const findPlaces = ({ range, values }: Pick<WeighedResult, 'range' | 'values'>): LinePlaces | undefined => {
  const [amount] = values
  if (range === undefined || amount?.kind !== 'quantity') return undefined
  const value = Number(amount.value)
  const [low, high] = [numberOf(range.low), numberOf(range.high)]
  if (low !== undefined && high !== undefined && low > high) return undefined
  const span = spanOf(value, low, high)
  const place = (one: number): number =>
    Math.round(Math.min(100, Math.max(0, ((one - span.low) / (span.high - span.low)) * 100)) * 10) / 10
  return { from: low === undefined ? 0 : place(low), to: high === undefined ? 100 : place(high), at: place(value) }
}

const width = 240
const margin = 8
const x = (place: number): number => margin + (place * (width - 2 * margin)) / 100

const InsideMark = ({ at }: { at: number }): VNode => <circle class="line-inside" cx={x(at)} cy="12" r="6" />

const OutsideMark = ({ at }: { at: number }): VNode => <path class="line-outside" d={`M${x(at)} 5l7 7-7 7-7-7z`} />

/** A value on the line of its range, beside the words that say the same: nothing here is said by colour, or only here. */
export const NumberLine = ({ result }: { result: WeighedResult }): VNode | null => {
  const places = findPlaces(result)
  if (places === undefined) return null
  const { from, to, at } = places
  return (
    <svg class="number-line" viewBox={`0 0 ${width} 24`} width={width} height="24" aria-hidden="true">
      <path class="line-whole" d={`M${x(0)} 12H${x(100)}`} />
      <rect class="line-band" x={x(from)} y="7" width={Math.max(2, x(to) - x(from))} height="10" rx="3" />
      {result.standing === 'inside' ? <InsideMark at={at} /> : <OutsideMark at={at} />}
    </svg>
  )
}

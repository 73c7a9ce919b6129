import type { SpaceAddress, Visitor } from '../../../access/types.ts'
import type { ResultPoint } from '../../../areas/documents/index.ts'
import type { KindChoice } from '../../../areas/observations/index.ts'
import type { Measurement } from '../../../reference/measurement-entry.ts'
import type { Measure } from '../../../reference/measures.ts'
import type { Ask } from '../ask.ts'

/** How far back a page looks, in years; everything. */
export const spans = ['1', '5', 'all'] as const

/** One of them. */
export type Span = (typeof spans)[number]

/** What was measured of one kind, newest first, with what laboratories found under the same code, oldest first. */
export interface MeasureRead {
  measure: Measure
  span: Span
  measurements: readonly Measurement[]
  /** how many there are in the span, shown or not */
  total: number
  results: readonly ResultPoint[]
  choice: KindChoice
  /** the other kinds that may stand beside it */
  others: readonly string[]
}

const most = 1_000
const yearMs = 365.25 * 86_400_000

/** The instant that a span begins at (ISO); nothing for everything. */
export const beginsAt = (now: Date, span: Span): string | undefined =>
  span === 'all' ? undefined : new Date(now.getTime() - Number(span) * yearMs).toISOString()

const askedSpan = (ask: Ask): Span | undefined => spans.find((one) => one === ask.query.get('years'))

/** Five years, unless that was asked otherwise or one shows all of them. */
const fittingSpan = (now: Date, instants: readonly string[]): Span => {
  const lastYear = beginsAt(now, '1') ?? ''
  return instants.every((at) => Date.parse(at) >= Date.parse(lastYear)) ? '1' : '5'
}

/** Reads one kind in a space, as its visitor may see it. */
export const readMeasure = async (
  ask: Ask & { visitor: Visitor },
  space: SpaceAddress,
  measure: Measure,
): Promise<MeasureRead> => {
  const { observations, documents, clock } = ask.parts
  const asked = askedSpan(ask)
  const from = beginsAt(clock.now(), asked ?? '5')
  const query = { kind: measure.key, count: most, ...(from === undefined ? {} : { from }) }
  const { measurements, total, choice, others } = await observations.readMeasurements(ask.visitor, space, query)
  const codes = [measure.code, ...(measure.alternateCodes ?? [])].map((code) => ({ system: measure.system, code }))
  const found = measure.derived ? [] : await documents.followCodes(ask.visitor, space, codes)
  const results = found.filter(({ at }) => from === undefined || at >= from.slice(0, at.length))
  const instants = [...measurements, ...results].map(({ at }) => at)
  return {
    measure,
    span: asked ?? fittingSpan(clock.now(), instants),
    measurements,
    total,
    results,
    choice,
    others,
  }
}

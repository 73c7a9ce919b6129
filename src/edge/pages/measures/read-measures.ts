import type { SpaceAddress, Visitor } from '../../../access/types.ts'
import type { ResultPoint } from '../../../areas/documents/index.ts'
import type { GrowthFrame, KindChoice } from '../../../areas/observations/index.ts'
import type { Coding } from '../../../reference/document-entry.ts'
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
  /** what a child's values are held against, and by which lines */
  growth?: { frame: GrowthFrame; lines: GrowthLines }
}

/** By which lines growth is drawn: how many in a hundred are below, or standard deviations. */
export const growthLines = ['centiles', 'deviations'] as const

/** One of them. */
export type GrowthLines = (typeof growthLines)[number]

const most = 1_000
const yearMs = 365.25 * 86_400_000

/** The instant that a span begins at (ISO); nothing for everything. */
export const beginsAt = (now: Date, span: Span): string | undefined =>
  span === 'all' ? undefined : new Date(now.getTime() - Number(span) * yearMs).toISOString()

const askedSpan = (ask: Ask): Span | undefined => spans.find((one) => one === ask.query.get('years'))

const askedLines = (ask: Ask): GrowthLines => growthLines.find((one) => one === ask.query.get('lines')) ?? 'centiles'

/** Five years, unless that was asked otherwise or one shows all of them. */
const fittingSpan = (now: Date, instants: readonly string[]): Span => {
  const lastYear = beginsAt(now, '1') ?? ''
  return instants.every((at) => Date.parse(at) >= Date.parse(lastYear)) ? '1' : '5'
}

/** The codes under which documents tell of a measure. */
export const codesOf = ({ code, alternateCodes = [], system }: Measure): Coding[] =>
  [code, ...alternateCodes].map((one) => ({ system, code: one }))

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
  const { measurements, total, choice, others, growth } = await observations.readMeasurements(ask.visitor, space, query)
  const [found = []] = measure.derived ? [] : await documents.followEach(ask.visitor, space, [codesOf(measure)])
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
    ...(growth && { growth: { frame: growth, lines: askedLines(ask) } }),
  }
}

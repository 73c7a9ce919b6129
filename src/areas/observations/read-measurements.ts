import type { Opened } from '../../access/door-opened.ts'
import type { Measurement } from '../../reference/measurement-entry.ts'
import { findMeasure, measures } from '../../reference/measures.ts'
import { Problem } from '../../platform/problem.ts'
import { bodyMassOf } from './body-mass.ts'
import type { ObservationsParts } from './observations-parts.ts'
import type { MeasuredKind, MeasurementChoices, MeasurementPage, MeasurementQuery, Observations } from './types.ts'
import { asHidden, visibleRows } from './visible-rows.ts'

const usual = 100
const most = 1_000
/** Weights that a body mass is computed of: twenty-five years, one a day. */
const mostWeights = 10_000

const list = async (opened: Opened, query: MeasurementQuery, choices: MeasurementChoices): Promise<MeasurementPage> => {
  const { kind, count = usual, ...range } = query
  const limit = Math.min(count, most)
  const filter = { ...range, kind, partyIds: opened.prefilter.partyIds, shown: visibleRows(opened, kind, choices) }
  const [found, total] = await Promise.all([
    opened.vault.listMeasurements({ ...filter, limit: limit + 1 }),
    opened.vault.countMeasurements(filter),
  ])
  // The sieve lets through what the decision permits; every row is judged all the same.
  const readable = found.filter(({ facts }) => opened.judge(asHidden(facts, kind, choices)).effect === 'permit')
  const last = found.length > limit ? readable[limit - 1] : undefined
  return {
    measurements: readable.slice(0, limit).map((one) => one.open()),
    total,
    ...(last === undefined ? {} : { next: last.sortKey }),
  }
}

const all = async (opened: Opened, query: MeasurementQuery, choices: MeasurementChoices): Promise<Measurement[]> => {
  const found: Measurement[] = []
  let after: string | undefined
  do {
    const page = await list(opened, { ...query, count: most, ...(after === undefined ? {} : { after }) }, choices)
    found.push(...page.measurements)
    after = page.next
  } while (after !== undefined && found.length < mostWeights)
  return found
}

/** What nobody writes: computed of what this visitor may see of the rest. Law: rules PML-14. */
const listBodyMass = async (
  opened: Opened,
  { from, to, skip = 0, count = usual }: MeasurementQuery,
  choices: MeasurementChoices,
): Promise<MeasurementPage> => {
  const until = to === undefined ? {} : { to }
  const weights = await all(opened, { kind: 'body-weight', ...until, ...(from === undefined ? {} : { from }) }, choices)
  const heights = await all(opened, { kind: 'body-height', ...until }, choices)
  const hidden = visibleRows(opened, 'bmi', choices).length === 0
  const found = hidden ? [] : bodyMassOf(weights, heights)
  return { measurements: found.slice(skip, skip + Math.min(count, most)), total: found.length }
}

const read = (opened: Opened, query: MeasurementQuery, choices: MeasurementChoices): Promise<MeasurementPage> =>
  findMeasure(query.kind)?.derived ? listBodyMass(opened, query, choices) : list(opened, query, choices)

/** Builds reading: the same decision row by row as for documents, and the same journal. */
export const createReadMeasurements = ({
  door,
}: ObservationsParts): Pick<Observations, 'readMeasurements' | 'surveyMeasurements'> => ({
  readMeasurements: async (visitor, space, query) => {
    if (findMeasure(query.kind) === undefined)
      throw new Problem('incorrect', 'measure-unknown', { details: { field: 'kind' } })
    const visit = { ...visitor, space, act: 'read-measurements' } as const
    const { value } = await door.open(visit, async (opened) =>
      read(opened, query, await opened.vault.findMeasurementChoices()),
    )
    return value
  },
  surveyMeasurements: async (visitor, space) => {
    const visit = { ...visitor, space, act: 'read-measurements' } as const
    const { value } = await door.open(visit, async (opened) => {
      const choices = await opened.vault.findMeasurementChoices()
      const kinds = await Promise.all(
        measures.map(async ({ key }): Promise<MeasuredKind[]> => {
          const { measurements, total } = await read(opened, { kind: key, count: 1 }, choices)
          return measurements.map((last) => ({ kind: key, last, total }))
        }),
      )
      return { kinds: kinds.flat(), choices }
    })
    return value
  },
})

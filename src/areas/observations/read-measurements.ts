import type { Opened } from '../../access/door-opened.ts'
import type { Measurement } from '../../reference/measurement-entry.ts'
import { findMeasure, measures } from '../../reference/measures.ts'
import { isUuid, randomId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { bodyMassOf } from './body-mass.ts'
import type { ObservationsParts } from './observations-parts.ts'
import type {
  KindChoice,
  MeasuredKind,
  MeasurementChoices,
  MeasurementPage,
  MeasurementQuery,
  Observations,
} from './types.ts'
import { createReadGrowth, growthIn } from './read-growth.ts'
import { asHidden, seenKinds, visibleRows } from './visible-rows.ts'

const usual = 100
const most = 1_000
/** Weights that a body mass is computed of: twenty-five years, one a day. */
const mostWeights = 10_000

const nothingChosen: KindChoice = { isPinned: false, isHidden: false }

/** Right: that something is hidden is told to nobody whom it is hidden from. */
const choiceOf = (opened: Opened, kind: string, { targets, pinned, hidden }: MeasurementChoices): KindChoice => {
  if (visibleRows(opened, kind, { targets, pinned, hidden }).length === 0) return nothingChosen
  const target = targets[kind]
  return { ...(target && { target }), isPinned: pinned.includes(kind), isHidden: hidden.includes(kind) }
}

type Listed = Omit<MeasurementPage, 'others' | 'spaceId'>

const list = async (opened: Opened, query: MeasurementQuery, choices: MeasurementChoices): Promise<Listed> => {
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
    choice: choiceOf(opened, kind, choices),
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
): Promise<Listed> => {
  const until = to === undefined ? {} : { to }
  const weights = await all(opened, { kind: 'body-weight', ...until, ...(from === undefined ? {} : { from }) }, choices)
  const heights = await all(opened, { kind: 'body-height', ...until }, choices)
  const hidden = visibleRows(opened, 'bmi', choices).length === 0
  const found = hidden ? [] : bodyMassOf(weights, heights)
  return {
    measurements: found.slice(skip, skip + Math.min(count, most)),
    total: found.length,
    choice: choiceOf(opened, 'bmi', choices),
  }
}

const read = (opened: Opened, query: MeasurementQuery, choices: MeasurementChoices): Promise<Listed> =>
  findMeasure(query.kind)?.derived ? listBodyMass(opened, query, choices) : list(opened, query, choices)

/** The other kinds that may be seen. */
const othersOf = (opened: Opened, kind: string, choices: MeasurementChoices): Promise<string[]> => {
  const written = measures.filter(({ key, derived }) => key !== kind && derived !== true).map(({ key }) => key)
  return seenKinds(opened, written, { choices })
}

/** Builds reading: the same decision row by row as for documents, and the same journal. */
export const createReadMeasurements = (
  parts: ObservationsParts,
): Pick<Observations, 'readMeasurements' | 'readGrowth' | 'readMeasurement' | 'surveyMeasurements'> => ({
  readMeasurements: async (visitor, space, query) => {
    if (findMeasure(query.kind) === undefined)
      throw new Problem('incorrect', 'measure-unknown', { details: { field: 'kind' } })
    const visit = { ...visitor, space, act: 'read-measurements' } as const
    const { value } = await parts.door.open(visit, async (opened) => {
      const choices = await opened.vault.findMeasurementChoices()
      const [listed, others] = await Promise.all([read(opened, query, choices), othersOf(opened, query.kind, choices)])
      const growth = await growthIn(parts, opened, { kind: query.kind, measurements: listed.measurements })
      return { ...listed, others, spaceId: opened.spaceId, ...(growth && { growth }) }
    })
    return value
  },
  readGrowth: createReadGrowth(parts, read),
  readMeasurement: async (visitor, space, id) => {
    const visit = { ...visitor, space, act: 'read-measurements' } as const
    const { value } = await parts.door.open(visit, async (opened) => {
      const [found, choices] = await Promise.all([
        opened.vault.findMeasurement(isUuid(id) ? id : randomId()),
        opened.vault.findMeasurementChoices(),
      ])
      const measurement = found?.open()
      const isSeen = found && opened.judge(asHidden(found.facts, measurement?.kind ?? '', choices)).effect === 'permit'
      if (measurement === undefined || !isSeen) throw new Problem('absent', 'measurement-unknown')
      return { measurement, spaceId: opened.spaceId }
    })
    return value
  },
  surveyMeasurements: async (visitor, space) => {
    const visit = { ...visitor, space, act: 'read-measurements' } as const
    const { value } = await parts.door.open(visit, async (opened) => {
      const choices = await opened.vault.findMeasurementChoices()
      const kinds = await Promise.all(
        measures.map(async ({ key }): Promise<MeasuredKind[]> => {
          const { measurements, total } = await read(opened, { kind: key, count: 1 }, choices)
          return measurements.map((last) => ({ kind: key, last, total }))
        }),
      )
      const isSeen = (kind: string): boolean => visibleRows(opened, kind, choices).length > 0
      return {
        kinds: kinds.flat(),
        choices: {
          targets: Object.fromEntries(Object.entries(choices.targets).filter(([kind]) => isSeen(kind))),
          pinned: choices.pinned.filter(isSeen),
          hidden: choices.hidden.filter(isSeen),
          ...(choices.values && { values: choices.values }),
        },
      }
    })
    return value
  },
})

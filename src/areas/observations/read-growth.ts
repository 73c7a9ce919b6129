import type { Opened } from '../../access/door-opened.ts'
import type { Measurement } from '../../reference/measurement-entry.ts'
import { findGrowthFrame, standingOf, type GrowthFrame } from './growth.ts'
import type { ObservationsParts } from './observations-parts.ts'
import type { GrowthPage, MeasurementChoices, MeasurementQuery, Observations } from './types.ts'

/** A page of one kind as the visitor may see it. */
type ReadKind = (
  opened: Opened,
  query: MeasurementQuery,
  choices: MeasurementChoices,
) => Promise<{ measurements: Measurement[] }>

const most = 1_000

const hasTable = ({ growth }: ObservationsParts, kind: string): boolean =>
  growth.tables.some(({ measure }) => measure === kind)

/** What a page of one kind is held against. Rules PML-18: a child's values stand among those of other children; a grown-up's of their childhood do too. */
export const growthIn = async (
  parts: ObservationsParts,
  { alongside, spaceId }: Opened,
  { kind, measurements }: { kind: string; measurements: readonly Measurement[] },
): Promise<GrowthFrame | undefined> => {
  if (!hasTable(parts, kind)) return undefined
  const { traits } = await alongside((connection) => parts.persons.loadPerson(connection, spaceId))
  const frame = findGrowthFrame(parts.growth, traits, kind)
  const instants = [parts.clock.now().toISOString(), ...measurements.map(({ at }) => at)]
  return frame && instants.some((at) => standingOf(frame, { at, value: 1 }) !== undefined) ? frame : undefined
}

/** Builds the reading of all that grows with a child, in one visit. */
export const createReadGrowth =
  (parts: ObservationsParts, read: ReadKind): Observations['readGrowth'] =>
  async (visitor, space) => {
    const visit = { ...visitor, space, act: 'read-measurements' } as const
    const { value } = await parts.door.open(visit, async (opened) => {
      const choices = await opened.vault.findMeasurementChoices()
      const kinds = [...new Set(parts.growth.tables.map(({ measure }) => measure))]
      const { traits } = await opened.alongside((connection) => parts.persons.loadPerson(connection, opened.spaceId))
      const pages: GrowthPage[] = []
      for (const kind of kinds) {
        const growth = findGrowthFrame(parts.growth, traits, kind)
        if (growth === undefined) continue
        const { measurements } = await read(opened, { kind, count: most }, choices)
        pages.push({ kind, measurements, growth })
      }
      return pages
    })
    return value
  }

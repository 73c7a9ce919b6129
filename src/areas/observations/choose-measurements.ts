import type { Coding } from '../../reference/document-entry.ts'
import { isDay } from '../../reference/day-in-words.ts'
import { findMeasure } from '../../reference/measures.ts'
import { Problem } from '../../platform/problem.ts'
import type { ObservationsParts } from './observations-parts.ts'
import { requireNumber } from './check-saying.ts'
import type { ChoiceChange, MeasurementChoices, Observations } from './types.ts'

const withOr = (list: readonly string[], kind: string, isIn: boolean): readonly string[] => {
  const others = list.filter((one) => one !== kind)
  return isIn ? [...others, kind] : others
}

const nameOf = ([first]: readonly Coding[]): string => JSON.stringify([first?.system, first?.code])

/** More first values than this are none. */
const mostPinned = 20

const withValue = (
  list: readonly (readonly Coding[])[],
  { codes, pinned }: { codes: readonly Coding[]; pinned: boolean },
): readonly (readonly Coding[])[] => {
  const others = list.filter((one) => nameOf(one) !== nameOf(codes))
  if (pinned && others.length >= mostPinned)
    throw new Problem('conflict', 'measurements-pinned-enough', { details: { most: mostPinned } })
  return pinned && codes.length > 0 ? [...others, codes] : others
}

/** The choices after one change. Law: rules PML-13, PML-15, DOC-9. Pure. */
export const chosen = (before: MeasurementChoices, change: ChoiceChange): MeasurementChoices => {
  if ('codes' in change) return { ...before, values: withValue(before.values ?? [], change) }
  const measure = findMeasure(change.kind)
  if (measure === undefined) throw new Problem('incorrect', 'measure-unknown', { details: { field: 'kind' } })
  if ('pinned' in change) return { ...before, pinned: withOr(before.pinned, change.kind, change.pinned) }
  if ('hidden' in change) return { ...before, hidden: withOr(before.hidden, change.kind, change.hidden) }
  const { [change.kind]: _gone, ...others } = before.targets
  if (change.target === undefined) return { ...before, targets: others }
  if (measure.target !== true) throw new Problem('incorrect', 'measure-without-target', { details: { field: 'kind' } })
  requireNumber(measure, 'value', change.target.value)
  if (change.target.by !== undefined && !isDay(change.target.by))
    throw new Problem('incorrect', 'measurement-time-unreadable', { details: { field: 'by' } })
  return { ...before, targets: { ...others, [change.kind]: change.target } }
}

/** Builds choosing: visits of one space line up at its journal, so that no change is lost. */
export const createChooseMeasurements =
  ({ door }: ObservationsParts): Observations['chooseMeasurements'] =>
  async (visitor, space, change) => {
    const visit = { ...visitor, space, act: 'change-measurements' } as const
    await door.open(visit, async ({ vault }) =>
      vault.keepMeasurementChoices(chosen(await vault.findMeasurementChoices(), change)),
    )
  }

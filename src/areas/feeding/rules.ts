import type { Visitor } from '../../access/types.ts'
import { Problem, type ProblemKind } from '../../platform/problem.ts'
import type { FedDocument } from '../documents/index.ts'
import type { Delay, Figure, SumKey } from './types.ts'

const dayMs = 86_400_000

const bounds: readonly (readonly [number, Delay])[] = [
  [0, 'day-0'],
  [3, 'day-3'],
  [7, 'day-7'],
  [30, 'day-30'],
]

/** How long after the day it was made a document came. Both are civil days (YYYY-MM-DD); `madeOn` may be less precise. Pure. */
export const delayOf = (madeOn: string, cameOn: string): Delay => {
  const days = (Date.parse(cameOn) - Date.parse(madeOn)) / dayMs
  if (!/^\d{4}-\d{2}-\d{2}$/.test(madeOn) || Number.isNaN(days)) return 'day-unknown'
  return bounds.find(([most]) => days <= most)?.[1] ?? 'day-more'
}

/** The first day of a day's month. */
export const monthOf = (day: string): string => `${day.slice(0, 7)}-01`

/** The first days of the last so many months, that of `day` last. Pure. */
export const monthsUpTo = (day: string, count: number): string[] => {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return Array.from({ length: count }, (_, at) =>
    new Date(Date.UTC(year, month - count + at, 1)).toISOString().slice(0, 10),
  )
}

/** Who sends: a facility by its software, or by hand (then without one). Nothing for whoever acts for no facility. Pure. */
export const producerOf = ({ actor, origin }: Visitor): { facilityId: string; softwareId: string } | undefined => {
  if (actor.kind === 'software') return { facilityId: actor.facility.id, softwareId: actor.id }
  if (actor.kind !== 'professional' || actor.facility === undefined) return undefined
  return { facilityId: actor.facility.id, softwareId: origin.software ?? '' }
}

/** The figures that a document which was taken adds one to. `today` and `madeOn`: civil days. Pure. */
export const figuresOf = (document: FedDocument, on: { madeOn: string; today: string }): Figure[] => {
  if (document.older) return ['older']
  return ['taken', delayOf(on.madeOn, on.today), ...(document.remarked ? (['remarked'] as const) : [])]
}

// What the sender can mend. What we cannot do at the moment, or who did not sign in, is no quality of what was sent.
const counted: readonly ProblemKind[] = ['incorrect', 'refused', 'absent', 'conflict']

/** Whether the type of a document was at fault: the field, as the sender is told it. */
const isAboutType = (field: unknown): boolean => typeof field === 'string' && /(^|\.)type(\.|\[|$)/.test(field)

/**
 * What a refusal counts as, by what the sender was told and nothing else: so the count tells nobody who has a space, whom they may read, or
 * why. Nothing where the sender could not have done better. Pure.
 */
export const refusalOf = (error: unknown): Pick<SumKey, 'figure' | 'reason'> | undefined => {
  if (!(error instanceof Problem) || !counted.includes(error.kind)) return undefined
  return { figure: isAboutType(error.details['field']) ? 'untyped' : 'refused', reason: error.reason }
}

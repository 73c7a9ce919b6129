import type { FunnelCounts, ReportLine, ReportView } from './figure-types.ts'

/** What a report is judged on: numbers of persons, and whether anybody's time still runs. */
export interface PilotFacts {
  informed: number
  byPost: number
  returned: number
  opposed: number
  untold: number
  exceptionsOpen: number
  silent: number
}

/** The limits of a pilot. */
export interface PilotLimits {
  returnedAtMost: number
  opposedAtMost: number
  untoldAtMost: number
  exceptionsOpenAtMost: number
  informedAtLeast: number
}

/** What of the figures may be shown: the total as the funnel shows it, and below how many persons nothing is. */
export interface PilotShown {
  total: Pick<FunnelCounts, 'informed' | 'byPost' | 'returned' | 'opposed'>
  maskBelow: number
}

interface Share {
  part: number
  whole: number
  limit: number
  isHidden: boolean
}

/**
 * The most persons that hold a limit. Of a figure that is not shown, "yes" or "no" must leave two numbers at least: where only one
 * person would hold it, or only the greatest hidden number would not, the limit is taken a person lower.
 */
const mostOf = ({ whole, limit, isHidden }: Share, maskBelow: number): number => {
  const most = Math.floor(limit * whole + 1e-9)
  return isHidden && (most === 1 || most === maskBelow - 2) ? most - 1 : most
}

const isSmall = (value: number, below: number): boolean => value > 0 && value < below

/** The go or no-go of a pilot, with every figure that may be shown beside its limit. */
export const judgePilot = (
  facts: PilotFacts,
  limits: PilotLimits,
  { total, maskBelow }: PilotShown,
): Pick<ReportView, 'lines' | 'verdict'> => {
  const { informed, byPost, returned, opposed, untold, exceptionsOpen } = facts
  const isFew = total.informed === null
  const atMost = (figure: ReportLine['figure'], share: Share): ReportLine => {
    const { part, whole, limit } = share
    const isHidden = isFew || share.isHidden
    // Too few behind a share to say anything of it: nothing is said.
    const holds = isSmall(whole, maskBelow) || part <= mostOf({ ...share, isHidden }, maskBelow)
    return { figure, value: isHidden ? null : whole === 0 ? 0 : part / whole, limit, holds }
  }
  const besides = (part: number, limit: number): Share => ({
    part,
    whole: informed,
    limit,
    isHidden: isSmall(part, maskBelow),
  })
  const { informedAtLeast, returnedAtMost, opposedAtMost, untoldAtMost, exceptionsOpenAtMost } = limits
  const isPostHidden = total.byPost === null || total.returned === null
  const lines: ReportLine[] = [
    { figure: 'informed', value: total.informed, limit: informedAtLeast, holds: informed >= informedAtLeast },
    atMost('returned', { part: returned, whole: byPost, limit: returnedAtMost, isHidden: isPostHidden }),
    atMost('opposed', { part: opposed, whole: informed, limit: opposedAtMost, isHidden: total.opposed === null }),
    atMost('untold', besides(untold, untoldAtMost)),
    atMost('exceptions-open', besides(exceptionsOpen, exceptionsOpenAtMost)),
  ]
  if (lines.some(({ figure, holds }) => figure !== 'informed' && !holds)) return { lines, verdict: 'no-go' }
  if (isFew || facts.silent > 0) return { lines, verdict: 'too-early' }
  return { lines, verdict: lines.every(({ holds }) => holds) ? 'go' : 'no-go' }
}

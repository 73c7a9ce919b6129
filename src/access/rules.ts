import { Problem } from '../platform/problem.ts'
import type { Allowance, Spender } from '../reference/create-budgets.ts'
import type { Decision } from './decision.ts'
import { publicReason } from './public-reason.ts'
import type { Visit } from './types.ts'

/** What national data say to the decision, by day: the matrix, and the parameters that a decree sets. */
export interface Rules {
  matrixCell(profession: string, typeCode: string, now: Date): 'allow' | 'deny' | 'absent'
  /** every type a profession may read: for the vault's prefilter */
  openTypes(profession: string, now: Date): readonly string[]
  treatingDoctorSeesHidden(now: Date): boolean
  /** withheld documents deposited before this instant (ISO text) have opened by themselves */
  withheldBefore(now: Date): string
  /** how many persons a professional and their facility may meet on the civil day of `now` */
  allowance(spender: Spender, now: Date): Allowance
}

/** The Problem a refused visitor hears: never more than `publicReason` allows. */
export const problemOf = (decision: Decision, visit: Visit): Problem => {
  if (decision.effect === 'permit') return new Problem('fault', 'unexpected-fault')
  const { kind, reason, details = {} } = publicReason(decision.reason, { act: visit.act, actor: visit.actor.kind })
  return new Problem(kind, reason, { details })
}

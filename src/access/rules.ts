import { Problem } from '../platform/problem.ts'
import type { Agreement, AgreeingTo } from '../reference/create-agreements.ts'
import type { Allowance, Spender } from '../reference/create-budgets.ts'
import type { Decision } from './decision.ts'
import type { EmergencyWord } from './policy.ts'
import { publicReason } from './public-reason.ts'
import type { Visit } from './types.ts'

/** What national data say to the decision, by day: the matrix, and the parameters that a decree sets. */
export interface Rules {
  matrixCell(profession: string, typeCode: string, now: Date): 'allow' | 'deny' | 'absent'
  /** every type a profession may read: for the vault's prefilter */
  openTypes(profession: string, now: Date): readonly string[]
  treatingDoctorSeesHidden(now: Date): boolean
  /** the holder's words on emergencies that do not count, where vital interests go first (rules EHDS-11) */
  uncountedWords(now: Date): readonly EmergencyWord[]
  /** whether care lets somebody in as presumed, by what was noted for themselves, or never (rules ACC-8) */
  agreementFor(actor: AgreeingTo, now: Date): Agreement
  /** whether a professional, in the place they practise in now, regulates the calls of a centre 15 */
  dispatches(actor: { profession: string; facility?: { id: string } }, now: Date): boolean
  /** whether an organisation brings lines into care histories */
  feeds(actor: { facility: { id: string } }, now: Date): boolean
  /** emergencies that ended after this instant may still be noted by who opened them */
  emergencyNotedSince(now: Date): Date
  /** withheld documents deposited before this instant (ISO text) have opened by themselves */
  withheldBefore(now: Date): string
  /** till when care that is given now keeps its team (ISO text): rules U-2 */
  careTeamUntil(now: Date): string
  /** how many persons a professional and their facility may meet on the civil day of `now` */
  allowance(spender: Spender, now: Date): Allowance
}

/** The Problem a refused visitor hears: never more than `publicReason` allows. */
export const problemOf = (decision: Decision, visit: Visit): Problem => {
  if (decision.effect === 'permit') return new Problem('fault', 'unexpected-fault')
  const { kind, reason, details = {} } = publicReason(decision.reason, { act: visit.act, actor: visit.actor.kind })
  return new Problem(kind, reason, { details })
}

import type { EmergencyWord } from '../access/policy.ts'
import type { Rules } from '../access/rules.ts'
import { monthsAfter, monthsBefore } from '../platform/calendar.ts'
import type { AccessMatrix } from '../reference/create-access-matrix.ts'
import type { Agreements } from '../reference/create-agreements.ts'
import type { EmergencyRules } from '../reference/create-emergency-rules.ts'
import type { Budgets } from '../reference/create-budgets.ts'
import type { CareFeeds } from '../reference/create-care-feeds.ts'
import type { Parameters } from '../reference/create-parameters.ts'

const hoursBefore = (at: Date, hours: number): Date => new Date(at.getTime() - hours * 3_600_000)

/** The words of an instant, written once for all that is asked about it: a list asks for every document. */
const createInstantWords = (): ((now: Date) => string) => {
  let last = { ms: Number.NaN, at: '' }
  return (now) => {
    if (now.getTime() !== last.ms) last = { ms: now.getTime(), at: now.toISOString() }
    return last.at
  }
}

const uncountedWords = (parameters: Parameters, at: string): readonly EmergencyWord[] => [
  ...(parameters.parameterAt('breakGlassOpposable', at) ? [] : (['no-break-glass'] as const)),
  ...(parameters.parameterAt('hiddenInEmergencyOpposable', at) ? [] : (['no-hidden'] as const)),
]

/** The rules as national data set them, each in the version in force on the day of the visit. */
export const createLawInForce = (
  matrix: AccessMatrix,
  {
    parameters,
    emergencies,
    budgets,
    agreements,
    careFeeds,
  }: {
    parameters: Parameters
    emergencies: EmergencyRules
    budgets: Budgets
    agreements: Agreements
    careFeeds: CareFeeds
  },
): Rules => {
  const atOf = createInstantWords()
  return {
    matrixCell: (profession, typeCode, now) => matrix.matrixCell(profession, typeCode, atOf(now)),
    openTypes: (profession, now) => matrix.openTypes(profession, atOf(now)),
    treatingDoctorSeesHidden: (now) => parameters.parameterAt('treatingDoctorSeesHidden', atOf(now)),
    uncountedWords: (now) => uncountedWords(parameters, atOf(now)),
    agreementFor: (actor, now) => agreements(actor, atOf(now)),
    dispatches: (actor, now) => emergencies.dispatches(actor, atOf(now)),
    feeds: ({ facility }, now) => careFeeds.feedOf(facility.id, atOf(now)) !== undefined,
    emergencyNotedSince: (now) => hoursBefore(now, parameters.parameterAt('emergencyNoteHours', atOf(now))),
    withheldBefore: (now) => monthsBefore(now, parameters.parameterAt('withheldOpensMonths', atOf(now))).toISOString(),
    careTeamUntil: (now) => monthsAfter(now, parameters.parameterAt('careTeamMonths', atOf(now))).toISOString(),
    allowance: (spender, now) => budgets(spender, atOf(now)),
  }
}

/** From which instant on entries of the journal are kept, on a day. */
export const createKeptSince =
  (parameters: Parameters) =>
  (now: Date): Date =>
    monthsBefore(now, 12 * parameters.parameterAt('journalRetentionYears', now.toISOString()))

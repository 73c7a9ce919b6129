import type { EmergencyWord } from '../access/policy.ts'
import type { Rules } from '../access/rules.ts'
import { monthsAfter, monthsBefore } from '../platform/calendar.ts'
import type { AccessMatrix } from '../reference/create-access-matrix.ts'
import type { Agreements } from '../reference/create-agreements.ts'
import type { EmergencyRules } from '../reference/create-emergency-rules.ts'
import type { Budgets } from '../reference/create-budgets.ts'
import type { Parameters } from '../reference/create-parameters.ts'

const hoursBefore = (at: Date, hours: number): Date => new Date(at.getTime() - hours * 3_600_000)

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
  }: { parameters: Parameters; emergencies: EmergencyRules; budgets: Budgets; agreements: Agreements },
): Rules => ({
  matrixCell: (profession, typeCode, now) => matrix.matrixCell(profession, typeCode, now.toISOString()),
  openTypes: (profession, now) => matrix.openTypes(profession, now.toISOString()),
  treatingDoctorSeesHidden: (now) => parameters.parameterAt('treatingDoctorSeesHidden', now.toISOString()),
  uncountedWords: (now) => uncountedWords(parameters, now.toISOString()),
  agreementFor: (actor, now) => agreements(actor, now.toISOString()),
  dispatches: (actor, now) => emergencies.dispatches(actor, now.toISOString()),
  emergencyNotedSince: (now) => hoursBefore(now, parameters.parameterAt('emergencyNoteHours', now.toISOString())),
  withheldBefore: (now) =>
    monthsBefore(now, parameters.parameterAt('withheldOpensMonths', now.toISOString())).toISOString(),
  careTeamUntil: (now) => monthsAfter(now, parameters.parameterAt('careTeamMonths', now.toISOString())).toISOString(),
  allowance: (spender, now) => budgets(spender, now.toISOString()),
})

/** From which instant on entries of the journal are kept, on a day. */
export const createKeptSince =
  (parameters: Parameters) =>
  (now: Date): Date =>
    monthsBefore(now, 12 * parameters.parameterAt('journalRetentionYears', now.toISOString()))

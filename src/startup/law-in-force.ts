import type { Rules } from '../access/rules.ts'
import { monthsBefore } from '../platform/calendar.ts'
import type { AccessMatrix } from '../reference/create-access-matrix.ts'
import type { Budgets } from '../reference/create-budgets.ts'
import type { Parameters } from '../reference/create-parameters.ts'

/** The rules as national data set them, each in the version in force on the day of the visit. */
export const createLawInForce = (matrix: AccessMatrix, parameters: Parameters, budgets: Budgets): Rules => ({
  matrixCell: (profession, typeCode, now) => matrix.matrixCell(profession, typeCode, now.toISOString()),
  openTypes: (profession, now) => matrix.openTypes(profession, now.toISOString()),
  treatingDoctorSeesHidden: (now) => parameters.parameterAt('treatingDoctorSeesHidden', now.toISOString()),
  withheldBefore: (now) =>
    monthsBefore(now, parameters.parameterAt('withheldOpensMonths', now.toISOString())).toISOString(),
  allowance: (spender, now) => budgets(spender, now.toISOString()),
})

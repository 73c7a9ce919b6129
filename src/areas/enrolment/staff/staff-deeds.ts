import { Type, type Static } from 'typebox'
import type { StaffRole } from '../../../access/types.ts'
import { readData } from '../../../reference/data-file.ts'

const role = Type.Union([
  Type.Literal('operator'),
  Type.Literal('reviewer'),
  Type.Literal('counter-agent'),
  Type.Literal('phone-agent'),
])

const schema = Type.Object({
  deeds: Type.Record(Type.String(), Type.Array(role, { minItems: 1 })),
  twoPersons: Type.Array(Type.String()),
})

/** Which role may do which deed. */
export type StaffDeeds = Static<typeof schema>

/** data/enrolment/staff-deeds.json. Throws DataFlaw when it does not fit. */
export const staffDeeds: StaffDeeds = readData('enrolment/staff-deeds.json', schema)

/** Whether one of somebody's roles allows a deed. A deed that no table names is nobody's. */
export const mayDo = (roles: readonly StaffRole[], deed: string, { deeds }: StaffDeeds): boolean =>
  (deeds[deed] ?? []).some((allowed) => roles.includes(allowed))

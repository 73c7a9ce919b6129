import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import type { Actor, StaffRole } from '../../access/types.ts'
import { displayName } from '../../areas/identity/index.ts'
import { Problem } from '../../platform/problem.ts'

const fields = ['sub', 'given_name', 'family_name'] as const
const text = Type.String({ minLength: 1, maxLength: 400 })
const staffCheck = Compile(
  Type.Object({ sub: text, given_name: text, family_name: text, roles: Type.Optional(Type.Unknown()) }),
)

const known: readonly StaffRole[] = ['operator', 'reviewer', 'counter-agent', 'phone-agent']

/**
 * One of the operator's staff in a userinfo answer. Roles of other applications are left out; Problem `refused`,
 * `staff-without-role` when none of ours is left, `identity-incomplete` for a name or subject that is missing.
 */
export const readStaff = (userinfo: unknown): Extract<Actor, { kind: 'staff' }> => {
  if (!staffCheck.Check(userinfo)) {
    const sent = typeof userinfo === 'object' && userinfo !== null ? Object.keys(userinfo) : []
    const field = fields.find((name) => !sent.includes(name)) ?? 'userinfo'
    throw new Problem('refused', 'identity-incomplete', { details: { field } })
  }
  const { sub, given_name: given, family_name: family } = userinfo
  const said: readonly unknown[] = Array.isArray(userinfo.roles) ? userinfo.roles : []
  const roles = known.filter((role) => said.includes(role))
  if (roles.length === 0) throw new Problem('refused', 'staff-without-role')
  return { kind: 'staff', id: sub, name: displayName(given, family), roles }
}

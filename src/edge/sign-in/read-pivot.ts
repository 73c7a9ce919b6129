import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import type { PivotIdentity } from '../../areas/identity/index.ts'
import { Problem } from '../../platform/problem.ts'

const fields = ['given_name', 'family_name', 'birthdate', 'gender', 'birthplace', 'birthcountry'] as const
const text = Type.String({ maxLength: 400 })
const pivotCheck = Compile(
  Type.Object({
    given_name: text,
    family_name: text,
    birthdate: text,
    gender: text,
    birthplace: text,
    birthcountry: text,
  }),
)

/** The pivot identity in a userinfo answer; Problem `refused`, `identity-incomplete` names the first field that is missing. */
export const readPivot = (userinfo: unknown): PivotIdentity => {
  if (pivotCheck.Check(userinfo)) {
    const { given_name, family_name, birthdate, gender, birthplace, birthcountry } = userinfo
    return { given_name, family_name, birthdate, gender, birthplace, birthcountry }
  }
  const sent = typeof userinfo === 'object' && userinfo !== null ? Object.keys(userinfo) : []
  const field = fields.find((name) => !sent.includes(name)) ?? 'userinfo'
  throw new Problem('refused', 'identity-incomplete', { details: { field } })
}

import { Problem } from '../../../platform/problem.ts'
import type { Register } from './register.ts'
import type { RegisterPerson } from './types.ts'

/** The person with this id; Problem `absent`, `enrolment-person-unknown`. */
export const requireRegistered = async (
  register: Pick<Register, 'findPerson'>,
  personId: string,
): Promise<RegisterPerson> => {
  const person = await register.findPerson(personId)
  if (person === undefined) throw new Problem('absent', 'enrolment-person-unknown')
  return person
}

import { isOutOfReach, mayActFor } from '../entry/rules.ts'
import type { RegisterPerson } from '../register/types.ts'
import type { CampaignParts } from './campaign-parts.ts'

/**
 * Whether a notice about a person that was queued for somebody may still go to them: to the person, or to whoever lives and acts for
 * them today. Trust: what waited for a parent leaves no more once the child is of age or not theirs, least of all with a code. Rules:
 * ENR-23, ENR-30.
 */
export const mayReceive = async (
  { register }: Pick<CampaignParts, 'register'>,
  { person, to }: { person: RegisterPerson; to: RegisterPerson },
  today: string,
): Promise<boolean> => {
  if (to.id === person.id) return true
  if (isOutOfReach(to.state) || to.diedOn !== null) return false
  const ties = await register.listRepresentatives(person.id)
  return ties.some((tie) => tie.representativeId === to.id && mayActFor(tie, person, today))
}

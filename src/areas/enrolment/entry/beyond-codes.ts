import type { RegisterPerson } from '../register/types.ts'
import type { EntryParts } from './entry-parts.ts'
import { hasEntered, isMinorOn } from './rules.ts'

/**
 * Whether a code is nothing for somebody any more: they came in by another way, or have means of their own by now. Who came in by a
 * code and got no further, or was entered for as a child and is of age, may still need one. Decision 0014.
 */
export const isBeyondCodes = async (
  { credentials, today }: Pick<EntryParts, 'credentials' | 'today'>,
  person: RegisterPerson,
): Promise<boolean> => {
  if (!hasEntered(person) || person.spaceId === null) return false
  const wasEnteredFor = person.enteredBy === 'representative' && !isMinorOn(person, today())
  if (person.enteredBy !== 'code' && !wasEnteredFor) return true
  const { passkeys, hasPassword } = await credentials.meansOf(person.spaceId)
  return passkeys.length > 0 || hasPassword
}

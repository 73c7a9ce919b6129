import type { RegisterPerson } from '../register/types.ts'
import type { EntryParts } from './entry-parts.ts'
import { hasEntered, isEnteredFor } from './rules.ts'

/**
 * Whether a code is nothing for somebody any more: they came in by another way, or have means of their own by now. Who came in by a
 * code and got no further may still need one, as may who was entered for as a child and is of age. Decision 0014.
 */
export const isBeyondCodes = async (
  { credentials, today }: Pick<EntryParts, 'credentials' | 'today'>,
  person: RegisterPerson,
): Promise<boolean> => {
  if (isEnteredFor(person, today())) return true
  if (!hasEntered(person) || person.spaceId === null) return false
  if (person.enteredBy !== 'code') return true
  const { passkeys, hasPassword } = await credentials.meansOf(person.spaceId)
  return passkeys.length > 0 || hasPassword
}

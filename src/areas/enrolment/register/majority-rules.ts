import type { PersonIdentity, RegisterPerson } from './types.ts'

type Majority = Pick<RegisterPerson, 'minorUntil' | 'ofAgeOn'>

/** Whether a person who was a child here is of age, and their majority was worked: what was their parents' is gone (rules ENR-30). */
export const isOfAgeHere = ({ minorUntil, ofAgeOn }: Majority): boolean =>
  minorUntil !== null && ofAgeOn !== null && ofAgeOn >= minorUntil

/** Whether a person is of age today (YYYY-MM-DD), and their majority is still to be worked: it tells them whatever they are to be told. */
export const isMajorityDue = (person: Majority, today: string): boolean =>
  person.minorUntil !== null && person.minorUntil <= today && !isOfAgeHere(person)

/** Whether a day (YYYY-MM-DD) is before the majority of a person who is of age today: what was given on it was given to parents. */
export const isBeforeMajority = (
  day: string,
  { minorUntil }: Pick<RegisterPerson, 'minorUntil'>,
  today: string,
): boolean => minorUntil !== null && minorUntil <= today && day < minorUntil

/**
 * What of the insurer's contact reaches the person and nobody else. On a child's line stands a parent's: it is nobody's from the day
 * of majority on, until a line brings another one. A phone is never told apart from a parent's, so that it is not used at all.
 */
export const ownContact = (
  contact: PersonIdentity['contact'],
  person: Majority & { isMinor: boolean },
): PersonIdentity['contact'] => {
  if (person.minorUntil === null || person.isMinor) return contact
  const { lang, email } = contact
  return email !== undefined && isOfAgeHere(person) ? { lang, email } : { lang }
}

import type { PersonIdentity, RegisterPerson } from './types.ts'

type Majority = Pick<RegisterPerson, 'minorUntil' | 'ofAgeOn'>

/** Whether a person who was a child here is of age, and their majority was worked: what was their parents' is gone (rules ENR-30). */
export const isOfAgeHere = ({ minorUntil, ofAgeOn }: Majority): boolean =>
  minorUntil !== null && ofAgeOn !== null && ofAgeOn >= minorUntil

/** Whether a person is of age today (YYYY-MM-DD), and their majority is still to be worked: it tells them whatever they are to be told. */
export const isMajorityDue = (person: Majority, today: string): boolean =>
  person.minorUntil !== null && person.minorUntil <= today && !isOfAgeHere(person)

/**
 * The first day on which somebody decides here as an adult, by the majority of a birth date just written; null for who never was a
 * child here. A birth date put right makes nobody an adult before the day it is: until then their parents were told, and decided
 * (rules ENR-30). Days are YYYY-MM-DD; `known`: that first day as it stood. The same in SQL for a line: import/store.ts.
 */
export const adultHereFrom = (majority: string, known: string | null, today: string): string | null => {
  if (majority > today) return majority
  if (known === null) return null
  if (known > today) return today
  return known > majority ? known : majority
}

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

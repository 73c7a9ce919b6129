import { majorityOf } from '../register/rules.ts'
import type { PersonIdentity, RegisterPerson, RegisterState, Representation } from '../register/types.ts'

/** A number as it is compared: capital letters and digits only. */
export const plainNumber = (typed: string): string => typed.replaceAll(/[^0-9A-Za-z]/g, '').toUpperCase()

const bodyLength = 13

/** Who is tried or asked for, as tries are counted: what a card says, whether somebody has it or not. */
export const triedPerson = ({ cardNumber, birthDate }: { cardNumber: string; birthDate: string }): string =>
  `${plainNumber(cardNumber).slice(0, bodyLength)}|${birthDate}`

const shortestSerial = 8

/** The same with the card itself: the last digits of its serial, which every way of copying it has. */
export const triedCard = (asked: { cardNumber: string; birthDate: string; cardSerial: string }): string =>
  `${triedPerson(asked)}|${plainNumber(asked.cardSerial).slice(-shortestSerial)}`

/** The counters of a person's tries and of their requests for a code. */
export const personBuckets = { tries: 'code-person', requests: 'request-person' } as const

/** Whether a typed number is one of a person's: their own or that of the card they are on, with its key or without. */
export const isNumberOf = (typed: string, { ins, card }: Pick<PersonIdentity, 'ins' | 'card'>): boolean => {
  const number = plainNumber(typed)
  return [ins.value, card.number].some((known) => number === known || number === known.slice(0, bodyLength))
}

/** The last digits of a card's serial number, which people copy with or without the fixed prefix of newer cards (rules ENR-15). */
export const isSerialOf = (typed: string, { card }: Pick<PersonIdentity, 'card'>): boolean => {
  const serial = plainNumber(typed)
  const known = card.serial
  return (
    known !== undefined &&
    serial.length >= shortestSerial &&
    (serial === known || serial.endsWith(known) || known.endsWith(serial))
  )
}

/** Whether a person is a minor on a day (YYYY-MM-DD). */
export const isMinorOn = ({ minorUntil }: Pick<RegisterPerson, 'minorUntil'>, day: string): boolean =>
  minorUntil !== null && day < minorUntil

/**
 * Whether somebody has been in their space: then they come in by their own means, also to reopen it. That a parent entered for them
 * is no entry of theirs.
 */
export const hasEntered = ({
  spaceId,
  activatedAt,
  enteredBy,
  state,
}: Pick<RegisterPerson, 'spaceId' | 'activatedAt' | 'enteredBy' | 'state'>): boolean =>
  spaceId !== null &&
  activatedAt !== null &&
  enteredBy !== 'representative' &&
  ['open', 'suspended', 'closed', 'erasing'].includes(state)

/**
 * Whether a minor comes into the space that a parent opened for them, beside that parent: from an age in years, if the law lets any. Law:
 * rules ENR-28, a parameter says none today.
 */
export const mayEnterAsMinor = (
  person: Pick<RegisterPerson, 'state' | 'activatedAt' | 'minorUntil'>,
  { birthDate }: { birthDate: string },
  { years, today }: { years: number; today: string },
): boolean => {
  const oldEnoughFrom = majorityOf(birthDate, years)
  const isOpen = person.state === 'open' && person.activatedAt !== null
  return isMinorOn(person, today) && isOpen && oldEnoughFrom !== undefined && oldEnoughFrom <= today
}

/** Whether a parent entered for somebody who is a child on a day (YYYY-MM-DD) still: no code leads anywhere. */
export const isEnteredFor = (person: Pick<RegisterPerson, 'enteredBy' | 'minorUntil'>, day: string): boolean =>
  person.enteredBy === 'representative' && isMinorOn(person, day)

/**
 * Whether a lost way into a space may be given back: to who was in it, while it is open or may be opened again. Nothing leads out of a
 * suspension (decision 0015), and a child has no way in of their own.
 */
export const isRecoverable = (
  person: Pick<RegisterPerson, 'spaceId' | 'activatedAt' | 'enteredBy' | 'state' | 'minorUntil'>,
  day: string,
): boolean => hasEntered(person) && person.state !== 'suspended' && !isMinorOn(person, day)

/**
 * Whether a letter that leads back may go by post: it goes to whoever is written to about the person, and no guardian is to oust a
 * protected adult's own means with it. At the counter the letter is handed to whoever it is for.
 */
export const isRecoverableByPost = (
  person: Parameters<typeof isRecoverable>[0] & Pick<RegisterPerson, 'protected'>,
  day: string,
): boolean => !person.protected && isRecoverable(person, day)

/**
 * Whether a tie lets somebody act for a person on a day (YYYY-MM-DD): a parent while the person is a child, a guardian while they
 * are one or protected. A curator assists and never acts alone, and "not mine" is nobody's tie. Rules: ENR-8, ENR-23, ENR-24.
 * Law: Code civil 371-1, parental authority ends at majority.
 */
export const mayActFor = (
  { kind, state }: Pick<Representation, 'kind' | 'state'>,
  person: Pick<RegisterPerson, 'minorUntil' | 'protected'>,
  day: string,
): boolean => {
  if (state === 'set-aside' || kind === 'curator') return false
  return isMinorOn(person, day) || (kind === 'guardian' && person.protected)
}

/** States with which nobody comes in, whatever they prove: the answer is that of an unknown person. */
export const isOutOfReach = (state: RegisterState): boolean => state === 'deceased' || state === 'merged'

import { hasEntered, isEnteredFor, isMinorOn, isNumberOf, isOutOfReach } from '../entry/rules.ts'
import { statesBefore, type LifeEvent } from '../life/rules.ts'
import type { PersonIdentity, RegisterPerson, RegisterState } from '../register/types.ts'
import type { CallerAnswers, DeskChannel, DeskDeed } from './types.ts'

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/[^A-Za-z0-9]/g, '')
    .toUpperCase()

/** Whether number, birth date and, where it was asked for, first name are a person's. */
export const isWho = (
  { ins, birthDate, given = '' }: Omit<CallerAnswers, 'postalCode'>,
  identity: Pick<PersonIdentity, 'ins' | 'card' | 'traits'>,
): boolean => {
  const { traits } = identity
  const named = plain(given) === '' || traits.birthGiven.some((name) => plain(name) === plain(given))
  return isNumberOf(ins.value, identity) && traits.birthDate === birthDate && named
}

const shortestPostalCode = 4

/**
 * Whether a postal code is that of the address the insurer knows: it begins the last line, in one word or in two. Nobody without an
 * address can say theirs.
 */
export const livesAt = (postalCode: string, { address }: Pick<PersonIdentity, 'address'>): boolean => {
  const [first = '', second = ''] = (address.lines.at(-1) ?? '').split(/\s+/)
  const typed = plain(postalCode)
  return typed.length >= shortestPostalCode && [plain(first), plain(first + second)].includes(typed)
}

/** Whom the desk may find: the dead are the operator's business alone, and a merged line is nobody. */
export const mayBeFound = (state: RegisterState, isOperator: boolean): boolean =>
  !isOutOfReach(state) || (isOperator && state === 'deceased')

/** Deeds that leave the enrolment where it stands: about codes and means of sign-in. */
export type DeedOnMeans = 'new-code' | 'stop-recovery' | 'drop-means'

const eventOf: Readonly<Record<Exclude<DeskDeed, DeedOnMeans>, LifeEvent>> = {
  oppose: 'opposed',
  close: 'closed',
  suspend: 'suspended',
  resume: 'resumed',
  'record-death': 'died',
  'correct-death': 'death-corrected',
  'cancel-erasure': 'erasure-cancelled',
}

/** The deeds of the desk, in the order of the page. */
export const deskDeeds: readonly DeskDeed[] = [
  'oppose',
  'new-code',
  'close',
  'cancel-erasure',
  'suspend',
  'resume',
  'record-death',
  'correct-death',
  'stop-recovery',
  'drop-means',
]

/** Whether a code leads to anything today (YYYY-MM-DD), an opening or a refusal: not for whoever has been in, and has means of their own. */
export const mayHaveCode = (person: RegisterPerson, today: string): boolean =>
  !isOutOfReach(person.state) && person.state !== 'suspended' && !hasEntered(person) && !isEnteredFor(person, today)

/** A suspension ends at its date: the desk closes only what waits for the operator's answer to an objection (rules ENR-36). */
const isHeld = (deed: DeskDeed, { state, dueAt }: RegisterPerson): boolean =>
  deed === 'close' && state === 'suspended' && dueAt !== null

/** Means are taken away where fraud has shut the space, or before what fraud shut is opened again (decision 0015). */
export const statesOfDrop: readonly RegisterState[] = ['suspended', 'closed', 'erasing']

/** Whether every means of a person may be taken away as they stand. */
export const mayDropMeans = (person: RegisterPerson): boolean =>
  hasEntered(person) && statesOfDrop.includes(person.state)

/** Whether a deed has a meaning for a person as they stand today (YYYY-MM-DD). */
export const isPossible = (deed: DeskDeed, person: RegisterPerson, today: string): boolean => {
  if (deed === 'new-code') return mayHaveCode(person, today)
  if (deed === 'stop-recovery') return hasEntered(person)
  if (deed === 'drop-means') return mayDropMeans(person)
  return statesBefore(eventOf[deed]).includes(person.state) && !isHeld(deed, person)
}

/** The reason of a case that was opened from the queue of exceptions, or to work on it. */
export const ofTheQueue = 'exception-case'

/** Why a case does not allow a deed: a reason word of data/reasons/console.json. */
export type CaseLimit = 'desk-case-looks-only' | 'desk-representative-needed'

/**
 * Why a case does not allow a deed, whatever the person's state; nothing when it does. A case of the queue is for looking and for
 * a code to the known contact: no person has asked. Who calls for a child or a protected adult has shown no right to act for them:
 * that is shown at the counter, or in writing to the operator (rules ENR-7, ENR-8).
 */
export const whyNot = (
  deed: DeskDeed,
  { reason, channel }: { reason: string; channel: DeskChannel },
  { isMinor, protected: isProtected }: { isMinor: boolean; protected: boolean },
): CaseLimit | undefined => {
  if (reason === ofTheQueue && deed !== 'new-code') return 'desk-case-looks-only'
  const decides = deed === 'oppose' || deed === 'close'
  return decides && channel === 'phone' && (isMinor || isProtected) ? 'desk-representative-needed' : undefined
}

/** What is told of an enrolment. That something arrived and waits (`waiting`) is not: it would say that there is a document. */
const told: ReadonlySet<string> = new Set([
  'noticed',
  'opposed',
  'opposed-late',
  'reminded',
  'opened',
  'activated',
  'closed',
  'reopened',
  'suspended',
  'resumed',
  'objected',
  'erasure-requested',
  'erasure-cancelled',
  'erased',
  'died',
  'death-corrected',
  'code-issued',
  'came-of-age',
  'representation-asked',
  'representation-withdrawn',
  'representation-accepted',
  'representation-refused',
  'recovery-asked',
  'recovery-begun',
  'recovery-stopped',
  'means-replaced',
  'means-dropped',
  'password-changed',
  'open-failed',
  'close-failed',
  'erase-failed',
  'came-of-age-failed',
])

/** Whether the staff is told of a kind of event. */
export const isTold = (kind: string): boolean => told.has(kind)

/** Whether somebody is opened and refused for by a parent. */
export const isChild = (person: Pick<RegisterPerson, 'minorUntil'>, today: string): boolean => isMinorOn(person, today)

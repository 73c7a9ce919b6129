import { hasEntered } from '../entry/rules.ts'
import type { RegisterPerson, RegisterState } from '../register/types.ts'

/**
 * What a new adult is told. `majority`, `majority-choice`: a letter of data/letters; `notice`: what an adult is told first;
 * `reminder`: that of a transition; `call`: by a human.
 */
export type Invitation = 'majority' | 'majority-choice' | 'notice' | 'reminder' | 'call'

const invitations: Readonly<Record<RegisterState, Invitation | undefined>> = {
  open: 'majority',
  // Refused or closed while others decided: told once that they decide now, and nothing opens by it.
  opposed: 'majority-choice',
  closed: 'majority-choice',
  erasing: 'majority-choice',
  erased: 'majority-choice',
  // Law: R.1111-28. The parents were told, they were not: six weeks of their own, from the sending of their own notice.
  noticed: 'notice',
  // Rules ENR-6. The refusal that may be repeated is theirs now: the last days, at least, from their own letter on.
  'legacy-opposed': 'reminder',
  // Nobody enters a suspended space, and time closes it: somebody must speak with them.
  suspended: 'call',
  // The next campaign takes them as the adult they are.
  known: undefined,
  deceased: undefined,
  merged: undefined,
}

/** What only somebody's wish does. An opening and an erasure may be time's, on the notice or at the wish of parents. */
const wished: readonly RegisterState[] = ['opposed', 'legacy-opposed', 'closed', 'erasing']

/** Whether a new adult was told, or decided, on the day of their majority or later. A death put right dates everything anew. */
const isTheirsAlready = (person: RegisterPerson, dayOf: (at: string) => string): boolean => {
  const { state, stateBefore, stateSince, noticedAt, minorUntil } = person
  const since = wished.includes(state) ? stateSince : state === 'noticed' ? noticedAt : null
  return stateBefore === null && minorUntil !== null && since !== null && dayOf(since) >= minorUntil
}

/**
 * What somebody is told on the day of their majority; nothing for who has been in their space by themselves already, or was told or
 * decided as the adult they are. `dayOf` gives the civil day (YYYY-MM-DD) of an instant.
 */
export const invitationTo = (person: RegisterPerson, dayOf: (at: string) => string): Invitation | undefined =>
  hasEntered(person) || isTheirsAlready(person, dayOf) ? undefined : invitations[person.state]

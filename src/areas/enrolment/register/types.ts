import type { Identifier } from '../../../reference/document-entry.ts'
import type { Traits } from '../../identity/index.ts'

/** Where a person stands between being known to the insurer and the end of their space (migrations/0007-enrolment.sql). */
export type RegisterState =
  | 'known'
  | 'noticed'
  | 'opposed'
  | 'legacy-opposed'
  | 'open'
  | 'suspended'
  | 'closed'
  | 'erasing'
  | 'erased'
  | 'deceased'
  | 'merged'

/** How a notice reaches a person. */
export type NoticeChannel = 'mail' | 'post' | 'none'

/** In what capacity one person acts for another. */
export type RepresentationKind = 'parent' | 'guardian' | 'curator'

/** What the register keeps sealed of a person, as the insurer sent it. */
export interface PersonIdentity {
  ins: Identifier
  traits: Traits
  contact: { email?: string; phone?: string; lang: 'fr' | 'en' }
  /** `lines`: as on the envelope, below the name; `country` only outside France */
  address: { lines: string[]; country?: string }
  /** `number`: 15 characters of the card that the person is on, their own or a parent's */
  card: { number: string; serial?: string }
}

/**
 * How a first entry was proved; `representative`: somebody entered in the person's name; `recovery`: the operator took the means away,
 * and only a way back leads in again.
 */
export type EntryWay = 'code' | 'citizens' | 'card' | 'representative' | 'recovery'

/** One row of the register. Instants are ISO 8601, days YYYY-MM-DD. `sealed` is opened by `Register.openPerson`. */
export interface RegisterPerson {
  id: string
  /** when a line of the insurer's first brought them */
  knownAt: string
  spaceId: string | null
  state: RegisterState
  stateSince: string
  /** the state before a death, which may turn out to be a mistake */
  stateBefore: RegisterState | null
  activatedAt: string | null
  /** how the first entry was proved; null where nobody entered, or none of these ways was taken */
  enteredBy: EntryWay | null
  noticedAt: string | null
  windowEndsAt: string | null
  closedAt: string | null
  dueKind: string | null
  dueAt: string | null
  scheme: string
  department: string | null
  channel: NoticeChannel
  /**
   * first day on which somebody who was a minor here decides as an adult: that of their majority, or of the correction that makes them
   * one; it stays when the day has passed
   */
  minorUntil: string | null
  /** the civil day on which their majority was worked (come-of-age.ts) */
  ofAgeOn: string | null
  protected: boolean
  legacy: boolean
  diedOn: string | null
  /** reason words of what a human should look at */
  remarks: string[]
  version: number
  sealed: Buffer | null
}

/** One who acts for another. */
export interface Representation {
  personId: string
  representativeId: string
  kind: RepresentationKind
  state: 'presumed' | 'certified' | 'set-aside'
  /** whether the register names them, or the other parent invited them (rules ENR-26) */
  source: 'register' | 'invited'
  since: string
}

/** One thing that happened to an enrolment. `by` says who did it: an actor's kind and id. */
export interface EnrolmentEvent {
  kind: string
  channel: string
  by: { kind: string; id: string }
  /** codes and ids only, never a name, a contact or a number of a person */
  detail?: Readonly<Record<string, string | number | boolean>>
}

/** What a step finds as it expects it, or does not happen. */
export interface ExpectedStanding {
  expectState: RegisterState | readonly RegisterState[]
  /** the version that was read, where the step rests on more than the state */
  expectVersion?: number
}

/** What a step changes: a member left out stays, null clears. Instants are ISO 8601. */
export interface StandingChange {
  state?: RegisterState
  stateBefore?: RegisterState
  spaceId?: string | null
  due?: { kind: string; at: string } | null
  noticedAt?: string | null
  windowEndsAt?: string | null
  activatedAt?: string | null
  enteredBy?: EntryWay | null
  closedAt?: string | null
  /** YYYY-MM-DD */
  ofAgeOn?: string
  /** an instant until which no worker takes the person in hand */
  heldUntil?: string
  event: EnrolmentEvent
}

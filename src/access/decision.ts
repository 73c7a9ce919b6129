import type { DocumentStatus, Visibility } from '../reference/document-entry.ts'
import type { Act, Actor, AuthLevel, Relation } from './types.ts'

/** The kinds of visitor the rules tell apart. */
export type ActorKind = Actor['kind']

/** Where a space stands in its life; `none` for the space of nobody, and for one that was erased. */
export type SpaceState = 'waiting' | 'open' | 'suspended' | 'closed' | 'none'

/** What the rules need of the one document that is asked for. */
export interface DocumentState {
  readonly visibility: Visibility
  readonly status: DocumentStatus
  readonly archived: boolean
  /** the holder disputes it, and that is not settled */
  readonly quarantined: boolean
  /** whether the holder, or who represents them, added it: it stands, or lies in their bin (rules DOC-8) */
  readonly own: 'no' | 'kept' | 'binned'
  /** the visitor, or the facility they act for, wrote or deposited it */
  readonly isAuthor: boolean
  /** whether a permission of the visitor names it: all, its type, or itself */
  readonly inScope: boolean
  /** for a withheld document: before or after the day it opens by itself (rules DOC-22); `na` for any other */
  readonly withheldWindow: 'na' | 'before' | 'open'
}

/**
 * Every fact a decision rests on, gathered by the door in one snapshot.
 * `document` is `undefined` while the document has not been looked at: the decision is then whether the visitor may come and
 * look for one, and the document must be decided by itself; `unknown` when there is no such document in the space.
 */
export interface DecisionInput {
  readonly act: Act
  readonly actor: ActorKind
  readonly authLevel: AuthLevel
  /** for holders: whether the space is their own */
  readonly ownSpace: boolean
  /** for representatives: whether they represent its holder on this day */
  readonly represents: boolean
  /** for apps: whether the consent that they come with is the holder's, for this app, and lasts */
  readonly consented: boolean
  /** for apps: whether that consent lets them add measurements */
  readonly addsConsented: boolean
  /** what the visit is for: care, or what the law forbids whoever asks (rules ACC-9) */
  readonly purpose: 'care' | 'forbidden'
  readonly space: SpaceState
  /** whether relation and block rows are as the program wrote them */
  readonly policyIntact: boolean
  /** the strongest tie of the visitor or their facility */
  readonly relation: Relation
  /** whom the holder shut out: this person, their facility, or everybody while the space is paused */
  readonly blocked: 'no' | 'person' | 'facility' | 'everybody'
  /** the cell of the national matrix for the profession and the document's type (rules ACC-10) */
  readonly matrix: 'allow' | 'deny' | 'absent'
  readonly document: DocumentState | 'unknown' | undefined
  /** national parameter of the same name (rules ACC-15) */
  readonly treatingDoctorSeesHidden: boolean
  /** which emergency the visitor opened here and is in, opens now, or may still note (rules ACC-18, ACC-19) */
  readonly emergency: 'none' | 'break-glass' | 'dispatch'
  /** whether the visitor regulates the calls of a centre 15 (rules ACC-19) */
  readonly dispatches: boolean
  /** whether the visitor's organisation brings lines into care histories (data/care/feeds.json) */
  readonly feeds: boolean
  /** whether the holder opposed that kind of emergency beforehand (rules ACC-20) */
  readonly opposed: boolean
  /** whether an emergency shows hidden documents too: the holder's word (rules ACC-20) */
  readonly hiddenInEmergency: boolean
  /** whether the holder is a minor whom somebody represents */
  readonly isMinor: boolean
  /** whether the professional sees the minor alone: the "secret connection" (rules DOC-24) */
  readonly secretVisit: boolean
  /** what is left of the visitor's number of new persons in the period */
  readonly budget: 'left' | 'spent'
}

/** Why something is permitted. Never renamed: these words stand in the journal for ever. */
export type PermitReason =
  | 'own-space'
  | 'legal-representative'
  | 'operator-duty'
  | 'due-by-law'
  | 'feeding-is-open'
  | 'own-deposit'
  | 'own-deposits-only'
  | 'permitted'
  | 'care-team'
  | 'administrator'
  | 'administrator-sees-hidden'
  | 'consent-given'
  | 'share-code'
  | 'break-glass'
  | 'dispatch'
  | 'treating-doctor'
  | 'treating-doctor-sees-hidden'
  | 'app-consented'
  // How journals began before each said on whose act: no longer given, still to be read.
  | 'enrolled'

/** Why something is refused, as the journal and the holder know it; the visitor hears `publicReason`. Never renamed. */
export type RefusalReason =
  | 'stronger-sign-in-needed'
  | 'purpose-forbidden'
  | 'act-not-yours'
  | 'person-needed'
  | 'not-your-space'
  | 'space-unknown'
  | 'policy-damaged'
  | 'own-space-closed'
  | 'own-space-waiting'
  | 'own-space-suspended'
  | 'space-closed'
  | 'space-waiting'
  | 'space-suspended'
  | 'wrong-moment'
  | 'blocked'
  | 'space-paused'
  | 'no-relation'
  | 'not-represented'
  | 'app-not-consented'
  | 'app-adds-nothing'
  | 'person-not-confirmed'
  | 'emergency-opposed'
  | 'emergency-second-person'
  | 'too-many-persons'
  | 'journal-not-yours'
  | 'document-unknown'
  | 'document-withdrawn'
  | 'document-withheld'
  | 'document-hidden'
  | 'document-quarantined'
  | 'document-not-own'
  | 'document-not-binned'
  | 'document-secret'
  | 'document-not-permitted'
  | 'not-your-deposit'
  | 'type-not-open'
  | 'not-the-author'
  | 'listing-refused'

/** The closed list of reasons. */
export type Reason = PermitReason | RefusalReason

/** What must happen with a decision; what cannot be done turns a permit into a refusal. */
export type Obligation =
  | 'journal'
  | 'notify-holder-first-look'
  | 'notify-holder'
  | 'notify-treating-doctor'
  | 'justify'
  | 'review'
  | 'hide-existence'

/** In what capacity the visitor stands before the space. */
export type Capacity =
  | 'holder'
  | 'representative'
  | 'treating-doctor'
  | 'administrator'
  | 'care-team'
  | 'permitted'
  | 'author'
  | 'emergency'
  | 'depositor'
  | 'feed'
  | 'app'
  | 'operator'
  | 'none'

/** What `decide` says. Equal decisions are one and the same frozen object. */
export type Decision = Permit | Refused

/** A decision that lets somebody in. */
export interface Permit {
  readonly effect: 'permit'
  readonly reason: PermitReason
  readonly capacity: Capacity
  readonly obligations: readonly Obligation[]
}

/** A decision that lets nobody in. */
export interface Refused {
  readonly effect: 'refuse'
  readonly reason: RefusalReason
  readonly capacity: Capacity
  readonly obligations: readonly Obligation[]
}

import type { LifeAct } from './life-act.ts'
import type { Visibility, DocumentStatus } from '../reference/document-entry.ts'

/** What a visitor wants to do. Never renamed: these words stand in the journal for ever. */
export type Act =
  | 'read-identity'
  | 'list-documents'
  | 'search-documents'
  | 'read-document'
  | 'read-measurements'
  | 'add-measurements'
  | 'change-measurements'
  | 'read-profile'
  | 'change-profile'
  | 'read-care'
  | 'bring-care'
  | 'change-care'
  | 'deposit-document'
  | 'update-document'
  | 'hide-document'
  | 'show-document'
  | 'keep-from-representatives'
  | 'show-to-representatives'
  | 'block-professional'
  | 'unblock-professional'
  | 'pause-space'
  | 'unpause-space'
  | 'give-permission'
  | 'end-permission'
  | 'set-emergency-rule'
  | 'hide-new-documents'
  | 'show-new-documents'
  | 'object-to-listing'
  | 'withdraw-objection'
  | 'arrange-documents'
  | 'wish-to-talk-first'
  | 'see-awaited-document'
  | 'talk-about-document'
  | 'dispute-document'
  | 'withdraw-dispute'
  | 'ask-for-document'
  | 'withdraw-request'
  | 'delete-document'
  | 'restore-document'
  | 'empty-bin'
  | 'change-document'
  | 'answer-request'
  | 'record-consent'
  | 'enter-share-code'
  | 'open-emergency'
  | 'open-dispatch'
  | 'close-emergency'
  | 'begin-secret-visit'
  | 'end-secret-visit'
  | 'read-journal'
  | 'copy-space'
  | LifeAct

/** How surely the visitor proved who they are (eIDAS words). */
export type AuthLevel = 'none' | 'low' | 'substantial' | 'high'

/** What a member of the operator's staff may do; one person may have several. */
export type StaffRole = 'operator' | 'reviewer' | 'counter-agent' | 'phone-agent'

/**
 * Who visits. `id` is a national identifier for professionals, a client id for software and apps, the space's id for its holder, and that of
 * their own space for who represents the holder by law.
 */
export type Actor =
  | { kind: 'holder'; id: string; name: string }
  | { kind: 'representative'; id: string; name: string }
  | {
      kind: 'professional'
      id: string
      name: string
      profession: string
      /** their skill, a code of the national nomenclature */
      savoirFaire?: string
      facility?: { id: string; name: string }
    }
  | { kind: 'software'; id: string; name: string; facility: { id: string; name: string } }
  /** an app of the catalogue; `consentId` names the one consent that its token was given for */
  | { kind: 'app'; id: string; name: string; consentId: string }
  | { kind: 'staff'; id: string; name: string; roles: readonly StaffRole[] }
  | { kind: 'system'; id: string; name: string }

/**
 * Whose space: by its own id (the holder's session, a FHIR Patient id), by the national health identifier that a professional
 * or software names, by the public id of something in it, or by what a share code stands for while it is good at an instant.
 */
export type SpaceAddress =
  | { spaceId: string }
  | { ins: { system: string; value: string } }
  | { objectId: string }
  | { shareId: string; at: string }

/** How the holder agreed to a permission. Law: rules ACC-3, ACC-6. */
export type Evidence = 'presence' | 'online' | 'declared' | 'share-code'

/**
 * The permission or tie that a visit gives, takes or ends, as its entry tells it beside the party (Law: EHDS Annex II 3.2; rules
 * ACC-6). A scope without types and documents is everything; `until` is an ISO instant, null without an end.
 */
export interface GivenAccess {
  id?: string
  relation?: 'administrator' | 'care-team'
  /** the share code's permission that this one comes from: its entry tells the scope */
  sharedBy?: string
  evidence?: Evidence
  typeCodes?: readonly string[]
  documentIds?: readonly string[]
  /** an app's: as which types what it may add is read */
  adds?: readonly string[]
  until?: string | null
}

/** By which way the visitor came in, told to the holder (EHDS Annex II 3.2: origin). */
export interface Origin {
  channel: 'pages' | 'fhir' | 'cli' | 'jobs'
  software?: string
}

/** Who, how surely, by which way: what an edge knows of a request before it knows what is asked. */
export interface Visitor {
  actor: Actor
  authLevel: AuthLevel
  origin: Origin
  /** whether the professional says that they see a minor alone: the "secret connection" (rules DOC-24) */
  secretVisit?: boolean
  /** what they come for; care where an edge says nothing else (rules ACC-9) */
  purpose?: 'care' | 'forbidden'
  /** the space under whose address they ask: what lies in another is not there */
  under?: string
  /** Told of each of their visits that was made, after its commit; never of a refusal, which is the same for a space of nobody. */
  receive?: (receipt: Receipt) => void
}

/** Why somebody opens in an emergency, or what they note after it; sealed with the entry (rules ACC-18, EHDS-11). */
export interface Justification {
  /** a code of data/access/emergencies.json */
  readonly reason?: string
  /** in the visitor's own words: what they saw, the number of the call */
  readonly words?: string
}

/** Who, whose space, to do what: what an edge hands to a use-case, and a use-case to the door. */
export interface Visit extends Visitor {
  space: SpaceAddress
  act: Act
  documentId?: string
  /** whose eyes the entry is for, where no document in the space tells it yet: a deposit */
  audience?: Audience
  /** the professional or facility that a block or a permission is about */
  partyId?: string
  /** why, for who must say so */
  justification?: Justification
  /** what the holder now closes to emergencies */
  emergencyRule?: readonly string[]
  /** what changes of who may enter */
  access?: GivenAccess
}

/** Who may verify and read a chain of the journal. One chain each, from the start: a hole in a number would betray a secret act. */
export type Audience = 'main' | 'hidden-from-representatives' | 'withheld-from-holder'

/** What the rules need of one document. */
export interface DocumentFacts {
  id: string
  typeCode: string
  status: DocumentStatus
  archived: boolean
  visibility: Visibility
  /** the holder says that it is not theirs, or wrong: till that is settled it is for them and its author alone (rules DOC-15) */
  quarantined: boolean
  /** added by the holder, or by who represents them (rules DOC-8) */
  own?: boolean
  /** of one's own that lies in the bin: when it is erased for good (ISO) */
  binnedUntil?: string
  authorIds: readonly string[]
  depositedAt: string
}

/** Over-approximation of what a visitor may see, so that pages come full: every row is judged again by decide(). */
export interface Prefilter {
  /** the visitor's own identifiers: authors find their own documents */
  partyIds: string[]
  seesHidden: boolean
  /** a minor's secrets too */
  seesSecret: boolean
  /** what the holder disputes too: absent for everybody but them */
  seesQuarantined?: boolean
  /** what the visitor's permissions name, where they enter by nothing else; absent: everything */
  scope?: { typeCodes: readonly string[]; documentIds: readonly string[] }
  /** absent: every type */
  typeCodes?: readonly string[]
  /** withheld documents are left out when deposited after this instant; absent: not left out */
  withheldSince?: string
}

/**
 * Ties of a professional or facility to a space, from the weakest to the strongest. `permitted`: by a permission of the holder, for
 * what it names and as long as it lasts; `administrator`: named by the holder to see and arrange as the treating doctor does (rules ACC-16).
 */
export type Relation = 'none' | 'author' | 'permitted' | 'care-team' | 'administrator' | 'treating-doctor'

declare const grantMark: unique symbol

/** Proof that the door decided and that this transaction wrote the permitting entry. Only access/door.ts makes one. */
export interface Grant {
  readonly [grantMark]: true
  readonly spaceId: string
  readonly act: Act
}

declare const receiptMark: unique symbol

/** Proof that the entry is committed: the only thing a document key is unwrapped for. Only access/door.ts makes one. */
export interface Receipt {
  readonly [receiptMark]: true
  readonly spaceId: string
  readonly audience: Audience
  readonly n: string
  readonly hash: string
  /** version of the space's key at that moment */
  readonly keyVersion: number
}

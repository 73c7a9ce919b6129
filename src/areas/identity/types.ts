import type { Ground } from '../../access/policy.ts'
import type { Actor, AuthLevel, SpaceAddress, Visitor } from '../../access/types.ts'
import type { Identifier } from '../../reference/document-entry.ts'

/** The traits of a person (rules IDN-1), as the insurer writes them. */
export interface Traits {
  birthFamily: string
  birthGiven: string[]
  usedFamily?: string
  gender: 'female' | 'male' | 'unknown'
  /** YYYY-MM-DD */
  birthDate: string
  /** INSEE code of the place of birth, 5 characters */
  birthPlace: string
}

/** What a right-person check shows a professional, and a page its profile bar. */
export interface PersonView {
  spaceId: string
  ins: Identifier
  traits: Traits
  /** the visitor opened this space in an emergency, until this instant (ISO): told on every page of it */
  emergency?: { kind: 'break-glass' | 'dispatch'; until: string }
  /** the visitor said that they see this person, a minor, alone, until this instant (ISO) */
  secretUntil?: string
  /** to a professional: on what ground they may enter, and until when */
  ground?: Ground
}

/** The pivot identity a national identity provider returns (Spec: FranceConnect v2 userinfo). */
export interface PivotIdentity {
  given_name: string
  family_name: string
  birthdate: string
  gender: string
  birthplace: string
  birthcountry: string
}

/** A signed-in person: what the session remembers. */
export interface Session {
  actor: Actor
  /** the holder's own space; absent for professionals */
  spaceId?: string
  authLevel: AuthLevel
  /** ISO instant of the last full proof of identity: what a sensitive act asks to be fresh */
  provenAt: string
  /** ISO instant after which the session ends unless it is used */
  expiresAt: string
}

/** Somebody who has just proved who they are: the session dates the proof and its own end. */
export interface NewSession extends Omit<Session, 'provenAt' | 'expiresAt'> {
  /** by one of the holder's own means: among which they stood, so that it begins only while they stand */
  meansEpoch?: number
}

/** What the identity area offers to edges. */
export interface Identity {
  /** Records the professional as their identity provider describes them and gives the actor. */
  recordProfessional(professional: ProfessionalIdentity): Promise<Actor>
  /** Goes through the door: a professional without a tie is refused, and nothing tells whether the space exists. */
  readPerson(visitor: Visitor, space: SpaceAddress): Promise<PersonView>
  /**
   * Begins a session of somebody who proved who they are now; gives its secret. Problem `unauthenticated`, `sign-in-not-recognised` for
   * who was recognised by means that are gone since.
   */
  openSession(session: NewSession): Promise<string>
  /** Gives nothing for an unknown, ended or expired secret; prolongs the session otherwise. */
  findSession(secret: string): Promise<Session | undefined>
  closeSession(secret: string): Promise<void>
  /** The software a client id and secret belong to; nothing when they do not match (constant time). */
  findSoftware(clientId: string, secret: string): Promise<Actor | undefined>
}

/** A professional as Pro Santé Connect describes them, in one chosen situation of practice. */
export interface ProfessionalIdentity {
  /** national identifier with its prefix (8 + RPPS) */
  id: string
  family: string
  given: string
  /** code of TRE_G15, e.g. 10 */
  profession: string
  savoirFaire?: string
  facility?: { id: string; name: string }
  /** where the register of professionals says that they are written to */
  mail?: string
}

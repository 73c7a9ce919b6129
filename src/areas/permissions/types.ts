import type { PermissionRow, TieKind } from '../../access/policy.ts'
import type { SpaceAddress, Visitor } from '../../access/types.ts'
import type { Party, PivotIdentity } from '../identity/index.ts'

/** A professional or facility with a tie to the space, as the holder sees it. */
export interface AccessLine {
  partyId: string
  name: string
  /** label key of the profession, or absent for a facility */
  profession?: string
  facility?: string
  /** an app of the catalogue; `facility` is then its publisher, `consentId` what is stopped */
  consentId?: string
  relations: (TieKind | 'permitted')[]
  /** when the ties that end by themselves do so, ISO instants */
  untils?: Partial<Record<TieKind | 'permitted', string>>
  blocked: boolean
  since: string
}

/** How long a permission lasts; how much that is, is a dated parameter. */
export type Duration = 'hour' | 'two-days' | 'three-months' | 'until-stopped'

/** What a permission shows of what the recipient's profession may read: never what is hidden. */
export type Scope =
  | { kind: 'everything' }
  | { kind: 'types'; typeCodes: readonly string[] }
  | { kind: 'document'; documentId: string }

/** What a holder gives: what, and for how long. */
export interface Offer {
  scope: Scope
  duration: Duration
}

/** How long a consent to an app lasts; how much that is, is a dated parameter. It always ends. */
export type ConsentDuration = 'some-months' | 'a-year'

/** What a holder consents to for an app, for a time: kinds of documents that it reads, measurements that it adds; one of it at least. */
export interface AppConsent {
  clientId: string
  typeCodes: readonly string[]
  addsMeasurements?: boolean
  duration: ConsentDuration
}

/** Somebody who entered by a share code, and when. */
export interface CodeUser {
  partyId: string
  name: string
  since: string
}

/** A permission that lasts, as its holder sees it: to a party by name, or to whoever says a share code. */
export interface PermissionLine extends Omit<PermissionRow, 'partyId' | 'sharedBy'> {
  /** absent for a share code */
  party?: { id: string; name: string }
  /** a consent to an app: who publishes it */
  app?: { publisher: string }
  /** by a share code: who entered by it */
  users: CodeUser[]
}

/** A consent that a professional notes: to whom the person is known by number and birth date. */
export interface NotedConsent {
  space: SpaceAddress
  /** YYYY-MM-DD, as the person in front says it: the right-person check */
  birthDate: string
  evidence: 'presence' | 'online' | 'declared'
  /** for care that goes on, with its team; or by itself, for some days */
  purpose: 'care-team' | 'once'
  /** the name of a colleague of the same place for whom it is collected, after telling the person why and what holds (rules ACC-4) */
  colleague?: string
}

/** What the permissions area offers to edges: who may enter, and the holder's way to let them and to stop them. */
export interface Permissions {
  listAccess(visitor: Visitor, spaceId: string): Promise<AccessLine[]>
  blockProfessional(visitor: Visitor, spaceId: string, partyId: string): Promise<void>
  unblockProfessional(visitor: Visitor, spaceId: string, partyId: string): Promise<void>
  /** Shuts everybody else out until `unpauseSpace`. */
  pauseSpace(visitor: Visitor, spaceId: string): Promise<void>
  unpauseSpace(visitor: Visitor, spaceId: string): Promise<void>
  /** The professionals and facilities of the directory with this name, a few at most. */
  searchParties(name: string): Promise<Party[]>
  /** Gives the id of the permission. Problem `absent` for an unknown party or document, `conflict` for a blocked party. */
  givePermission(visitor: Visitor, spaceId: string, given: Offer & { partyId: string }): Promise<string>
  /** Gives a permission to whoever says the code: it is in the answer once, and kept as a keyed hash. */
  shareByCode(visitor: Visitor, spaceId: string, offer: Offer): Promise<{ id: string; code: string }>
  /**
   * Lets an app in; gives the consent and when it ends. One at a time: what was consented to before for the same app ends. Problem `absent`,
   * `app-unknown`; `incorrect`, `app-consent-empty`; `refused`, `app-adults-only` for a space that somebody represents.
   */
  consentToApp(visitor: Visitor, spaceId: string, consent: AppConsent): Promise<{ id: string; until: string }>
  /** When a consent to an app that is given now would end (ISO), by duration. */
  consentEnds(): Readonly<Record<ConsentDuration, string>>
  /** The permissions that last, newest first; apps among them. */
  listPermissions(visitor: Visitor, spaceId: string): Promise<PermissionLine[]>
  /** Ends a permission and whatever its share code gave. Problem `conflict`, `permission-over` for one that does not last. */
  endPermission(visitor: Visitor, spaceId: string, permissionId: string): Promise<void>
  /** The id of the permission that a code stands for, in whatever way it was typed; nothing when it cannot be a code. */
  shareIdOf(typed: string): string | undefined
  /** A share code as it is shown, in groups. */
  printShareCode(code: string): string
  /**
   * Lets a professional in by a share code; gives the space. `source` is where the try comes from. Problem `refused`,
   * `share-code-not-good`: unknown, ended, stopped, used up and shut are one answer.
   */
  enterShareCode(visitor: Visitor, tried: { typed: string; source: string }): Promise<{ spaceId: string }>
  /** The space of whoever has these traits, where the professional may enter it; Problem `refused` for all else, `busy` for too many tries. */
  findByTraits(visitor: Visitor, tried: { traits: PivotIdentity; source: string }): Promise<{ spaceId: string }>
  /** Whether a professional may join a care team by an agreement: not who needs an express word each time (rules ACC-8). */
  mayJoinTeams(visitor: Visitor): boolean
  /**
   * Notes a consent in the professional's own name, or a colleague's; gives the space. The holder is told each time. Problem `incorrect`,
   * `colleague-unknown` for a name that is nobody's or several's at their place; `consent-express-only`.
   */
  recordConsent(visitor: Visitor, consent: NotedConsent): Promise<{ spaceId: string }>
  /** Makes a professional see and arrange as the treating doctor does, until `dismissAdministrator`. */
  nameAdministrator(visitor: Visitor, spaceId: string, partyId: string): Promise<void>
  dismissAdministrator(visitor: Visitor, spaceId: string, partyId: string): Promise<void>
  /**
   * From now on, for a time, a professional sees a minor alone: all their visits to this patient are secret, by whatever way. Problem
   * `conflict`, `secret-visit-for-minors` for an adult.
   */
  beginSecretVisit(visitor: Visitor, spaceId: string): Promise<void>
  endSecretVisit(visitor: Visitor, spaceId: string): Promise<void>
}

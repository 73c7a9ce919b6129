import type { Visitor } from '../../../access/types.ts'
import type { Identifier } from '../../../reference/document-entry.ts'
import type { LifeProof } from '../life/types.ts'
import type { RegisterState } from '../register/types.ts'

/** Where a request to the other parent stands (rules ENR-26); `ended`: nobody answered, and nobody can any more. */
export type RequestStanding = 'waiting' | 'accepted' | 'refused' | 'ended'

/** A request that a parent sent. Whom they asked is not kept. */
export interface SentRequest {
  standing: RequestStanding
  askedAt: string
  /** until when it waits for an answer */
  endsAt: string
  /** when it was answered; null while it is not */
  settledAt: string | null
}

/** A child on a parent's page. `standing`: what the page says of their space (rules ENR-25). */
export interface Child {
  personId: string
  name: string
  /** YYYY-MM-DD */
  birthDate: string
  /** what a refusal rests on: see `refuseChild` */
  state: RegisterState
  standing: 'to-open' | 'open' | 'opposed' | 'closed'
  /** whether this parent has stated that they represent the child */
  certified: boolean
  /** whether the opening can still be refused */
  refusable: boolean
  /** whether this parent represents the child on the other one's invitation, and not on the register's word */
  invited: boolean
  /** whether this parent may invite the other one now */
  invitable: boolean
  /** this parent's requests to the other one, the newest first */
  requests: SentRequest[]
  /** the day (YYYY-MM-DD) on which the space opens by itself */
  opensOn?: string
  /** the day of majority (YYYY-MM-DD), once it is near */
  decidesFrom?: string
}

/** The other parent, as the first one types them: all of it must fit. */
export interface TypedParent {
  ins: Identifier
  birthFamily: string
  /** the first one, or as many as they know, in their order */
  birthGiven: string
  /** YYYY-MM-DD */
  birthDate: string
}

/** A request as the parent sees it whom it names. */
export interface ReceivedRequest {
  id: string
  inviterName: string
  /** first name alone */
  childName: string
  askedAt: string
  endsAt: string
}

/** The children whose spaces a parent opens from their own. Minors have no way in of their own (rules ENR-23 to ENR-28). */
export interface Families extends ParentRequests {
  /** The children of this account, youngest last; those set aside are not among them. At most as many as profiles are shown. */
  listChildren(spaceId: string): Promise<Child[]>
  /** Whether a child of this account waits for their space to be opened. */
  hasChildToOpen(spaceId: string): Promise<boolean>
  /**
   * Opens the spaces of children, each with the parent's statement that they represent the child by law. All fail with Problem
   * `incorrect`, `representation-not-stated` without it; a child that is not this account's is `absent`, `child-unknown`.
   */
  openChildren(
    parent: Visitor,
    spaceId: string,
    chosen: { personIds: readonly string[]; stated: boolean },
  ): Promise<void>
  /**
   * Refuses the opening for a child. `from` is the state that the parent saw: a form sent twice must not become the second refusal
   * that ends an older record (rules ENR-6). Problem `conflict`, `enrolment-wrong-moment` when it is another by now.
   */
  refuseChild(parent: Visitor, spaceId: string, child: { personId: string; from: string }): Promise<void>
  /** The proof of a refusal for a child of this account; Problem `absent`, `proof-missing` where nobody refused. */
  proofOfRefusal(spaceId: string, personId: string): Promise<LifeProof>
  /** "Not mine": the child is set aside for this account, and opens by nobody's tick here. Rules: ENR-24. */
  setAside(parent: Visitor, spaceId: string, personId: string): Promise<void>
  /**
   * How a parent or a guardian comes into the space of somebody whom they represent: as who they are, in that capacity. Problem
   * `absent`, `child-unknown` for anybody else, and for a space that is not open. Rules: DEL-9.
   */
  representedBy(parent: Visitor, spaceId: string, personId: string): Promise<Represented>
  /** Those whom a measure of protection lets this holder represent, and whose space is open. Law: Code civil 496; rules DEL-9. */
  listProtected(spaceId: string): Promise<{ personId: string; name: string }[]>
  /** Whether the holder of a space is a child today: then parents see it, and it is theirs to say what they keep. */
  isMinor(spaceId: string): Promise<boolean>
  /** Whether the holder of a space is a child today, or an adult whom a measure protects: somebody may act for them. */
  mayBeRepresented(spaceId: string): Promise<boolean>
  /** Whether somebody of the register is a child today, by their number. */
  isMinorByIns(ins: Identifier): Promise<boolean>
  /** Brings the spaces of a person, and of those whom they represent, in line with the register; twice is the same as once. */
  followRepresentatives(personId: string): Promise<void>
}

/** A child's space as a representative comes into it. */
export interface Represented {
  visitor: Visitor
  spaceId: string
  name: string
  /** the day of majority (YYYY-MM-DD), on which this ends */
  decidesFrom?: string
}

/** A parent invites the other one, whom the register does not name (rules ENR-26). */
export interface ParentRequests {
  /**
   * Asks the other parent, with the statement that they are one. Nobody is looked for: the answer and its statements are the same
   * whether somebody fits or not. Problem `incorrect`: `parent-not-stated`, `parent-is-oneself`, `parent-acts-already`; `conflict`,
   * `parent-request-waits` where one waits; `absent`, `child-unknown` for a child for whom this account may not ask; `busy` after too many.
   */
  inviteParent(
    parent: Visitor,
    spaceId: string,
    request: { personId: string; typed: TypedParent; stated: boolean },
  ): Promise<void>
  /** Takes back the request that waits; Problem `absent`, `parent-request-unknown` where none does. */
  withdrawRequest(parent: Visitor, spaceId: string, personId: string): Promise<void>
  /** The requests that wait for whoever has this space, the oldest first. */
  listReceived(spaceId: string): Promise<ReceivedRequest[]>
  /**
   * Accepts a request, with one's own statement of legal representation. Problem `incorrect`, `representation-not-stated` without it;
   * `absent`, `parent-request-unknown` for one that is over, unknown or somebody else's.
   */
  acceptRequest(parent: Visitor, spaceId: string, answer: { id: string; stated: boolean }): Promise<void>
  /** Refuses a request; Problem `absent`, `parent-request-unknown` as above. */
  refuseRequest(parent: Visitor, spaceId: string, id: string): Promise<void>
  /** Forgets whom requests named that nobody answered in time. */
  sweepRequests(): Promise<void>
}

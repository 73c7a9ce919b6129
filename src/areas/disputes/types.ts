import type { SpaceAddress, Visitor } from '../../access/types.ts'
import type { DocumentEntry } from '../../reference/document-entry.ts'
import type { CopyHolder, Opener } from './sealed-case.ts'

export type { CopyHolder, Opener } from './sealed-case.ts'

/** What is said of a document: it is somebody else's; it says something wrong; its author found out first. */
export type DisputeKind = 'not-mine' | 'wrong' | 'recalled'

/** Asked; answered by its author that it stays; withdrawn from the space; kept, as the operator found; taken back by the holder. */
export type DisputeState = 'asked' | 'answered' | 'withdrawn' | 'kept' | 'taken-back'

/** A case about a document, as whoever may see it sees it. Instants and days are ISO. */
export interface Dispute {
  id: string
  /** what people quote: `4F2A-91C7` */
  number: string
  documentId: string
  kind: DisputeKind
  state: DisputeState
  partyName: string
  depositedAt: string
  openedAt: string
  /** up to when its author is asked to answer */
  dueOn: string
  /** why it stays, in its author's words */
  answer?: string
  closedAt?: string
}

/** A case as the holder sees it. */
export interface OwnDispute extends Dispute {
  /** the apps that had opened it and may have kept a copy: once it is withdrawn */
  copies: readonly CopyHolder[]
}

/** A case as the author's side sees it. */
export interface AuthorsDispute extends Dispute {
  note?: string
  /** who had opened it: once it is withdrawn, so that its author knows whom to call */
  openers: readonly Opener[]
}

/** What a holder does about a document that is not theirs, or wrong. Rules DOC-15. */
export interface Disputes {
  /** The document that a case would be about. */
  prepare(holder: Visitor, documentId: string): Promise<DocumentEntry>
  /**
   * Opens a case: from now on nobody but the holder and the document's author finds it. Problem `incorrect`, `dispute-kind-missing`,
   * `dispute-note-too-long`; `conflict`, `dispute-made` where a case is open already.
   */
  dispute(holder: Visitor, asked: { documentId: string; kind: string; note: string }): Promise<Dispute>
  /** The holder's own, newest first. */
  listOwn(holder: Visitor): Promise<OwnDispute[]>
  /** The document is as before. Problem `conflict`, `dispute-over`. */
  takeBack(holder: Visitor, id: string): Promise<void>
}

/** A document that left its space after an app had opened it. */
export interface WithdrawnCopy {
  documentId: string
  spaceId: string
}

/** What apps are told of what they may have kept. */
export interface WithdrawnCopies {
  /** What this app had opened of a space that it still enters, and that has left since. Rules DOC-16. */
  list(app: Visitor, space: SpaceAddress): Promise<WithdrawnCopy[]>
}

/** A case in a professional's list: whose document it is they read when they open it. */
export type ListedDispute = Pick<Dispute, 'id' | 'number' | 'kind' | 'state' | 'openedAt' | 'dueOn'>

/** Cases about what a professional, or the place they practise in, wrote or deposited. Problem `absent`, `dispute-unknown`. */
export interface DisputedDeposits {
  /** What waits, the most due first, then the newest that are closed. */
  list(professional: Visitor): Promise<ListedDispute[]>
  find(professional: Visitor, id: string): Promise<{ dispute: AuthorsDispute; entry: DocumentEntry }>
  /** That it stays, and why. Problem `incorrect`, `dispute-answer-missing`; `conflict`, `dispute-over`. */
  answer(professional: Visitor, id: string, why: string): Promise<void>
}

/** The operator's queue: never whose space, nor what a document or a note says. */
export interface DisputeDesk {
  list(staff: Visitor): Promise<Dispute[]>
  find(staff: Visitor, id: string): Promise<AuthorsDispute>
  /** The holder is told that there is news. Problem `conflict`, `dispute-over`. */
  decide(staff: Visitor, id: string, outcome: 'kept' | 'withdrawn'): Promise<void>
}

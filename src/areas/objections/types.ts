import type { Visitor } from '../../access/types.ts'
import type { DocumentEntry } from '../../reference/document-entry.ts'

/** What is not to be listed: this document, or its whole act, with what may still come of it. */
export type ObjectionScope = 'document' | 'act'

/** An objection as its holder sees it. Instants and days are ISO. */
export interface Objection {
  id: string
  scope: ObjectionScope
  /** who deposited */
  partyName: string
  /** the day of the act, as its author wrote it */
  actOn: string
  /** a code of data/access/objections.json */
  reason: string
  askedAt: string
  /** the day up to which an answer is promised; absent where nothing was left to decide */
  dueOn?: string
  outcome?: 'accepted' | 'refused'
  /** why it was refused: a code of data/access/objections.json */
  because?: string
  answeredAt?: string
}

/** What a holder does about what should not be listed. Law: R.1111-47, R.1111-50; rules DOC-35. */
export interface Objections {
  /** The document that an objection would be about, and whether its holder, a minor, decides alone. */
  prepare(visitor: Visitor, documentId: string): Promise<{ entry: DocumentEntry; decidesAlone: boolean }>
  /**
   * Asks, or for a minor decides: then it holds at once. Problem `incorrect`, `objection-reason-missing`; `conflict`,
   * `objection-made` for what waits or stands already.
   */
  object(visitor: Visitor, asked: { documentId: string; scope: ObjectionScope; reason: string }): Promise<Objection>
  /** The holder's own, newest first. */
  listOwn(visitor: Visitor): Promise<Objection[]>
  /** Takes one back: deposits are taken again; what was set aside stays so until it is sent again. Problem `conflict`, `objection-over`. */
  withdraw(visitor: Visitor, id: string): Promise<void>
}

/** What the operator answers. */
export type ObjectionAnswer = { outcome: 'accepted' } | { outcome: 'refused'; because: string }

/** The operator's queue: never whose space, nor what a document holds. Problem `absent`, `objection-unknown`. */
export interface ObjectionDesk {
  /** What waits, the most due first, and then the newest answered ones. */
  list(visitor: Visitor): Promise<Objection[]>
  find(visitor: Visitor, id: string): Promise<Objection>
  /** The holder is told that there is news. Problem `incorrect`, `objection-answer-missing`; `conflict`, `objection-over`. */
  answer(visitor: Visitor, id: string, answer: ObjectionAnswer): Promise<void>
}

import type { Visitor } from '../../../access/types.ts'
import type { ReadyDocument } from '../ready-document.ts'
import type { Submission } from '../types.ts'

/** What is counted of a document that was sent: nothing that leads to it, or to whom it is about. */
export interface FedDocument {
  typeCode: string
  /** the day or instant on which it was made, as precisely as it says */
  createdAt: string
  older: boolean
  /** it was taken, with remarks on its structure */
  remarked: boolean
}

/**
 * Where deposits are counted by who sends them. Trust: no method fails or waits, and all are called when the answer is settled, with what
 * the sender is told and nothing else.
 */
export interface NoteFed {
  taken(visitor: Visitor, documents: readonly FedDocument[]): void
  /** the same message again */
  again(visitor: Visitor, documents: readonly FedDocument[]): void
  /** `error`: what the sender is answered */
  refused(visitor: Visitor, error: unknown): void
}

/** What is counted of the documents of a submission. */
export const fedOf = ({ older }: Pick<Submission, 'older'>, ready: readonly ReadyDocument[]): FedDocument[] =>
  ready.map(({ inspected: { metadata, warnings } }) => ({
    typeCode: metadata.type.code,
    createdAt: metadata.createdAt,
    older: older === true,
    remarked: warnings.length > 0,
  }))

/** A use-case whose refusals are counted as a producer's. */
export const notingRefusals =
  <Asked, Answer>(noteFed: NoteFed, work: (visitor: Visitor, asked: Asked) => Promise<Answer>) =>
  async (visitor: Visitor, asked: Asked): Promise<Answer> => {
    try {
      return await work(visitor, asked)
    } catch (error) {
      noteFed.refused(visitor, error)
      throw error
    }
  }

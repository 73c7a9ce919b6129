import type { Visitor } from '../../../access/types.ts'
import type { Identifier, SubmissionAnswer } from '../../../reference/document-entry.ts'

/** Who sees a deposit from its first day (rules DOC-19): everybody, no other professional, or not the patient before an announcement. */
export type FirstSight = 'now' | 'hidden' | 'announced'

/** A document that a professional deposits by hand, its bytes uploaded ahead. */
export interface OwnDeposit {
  patient: Identifier
  /** binary id of the upload */
  uploadId: string
  contentType: string
  typeCode: string
  /** empty: the patient reads the kind of document */
  title: string
  /** the day of the act, YYYY-MM-DD */
  day: string
  sight: FirstSight
  language: string
  /** the document of theirs that it replaces, and why */
  replaces?: { id: string; why: string }
}

/** Depositing by hand, over the one way to deposit. */
export interface OwnDeposits {
  /** The kinds of file it may have, how many bytes at most, the type proposed first to this visitor. */
  depositOffer(visitor: Visitor): { contentTypes: readonly string[]; maxBytes: number; typeCode: string }
  /** The same upload sent again with the same words gets the same answer. */
  depositOwn(visitor: Visitor, deposit: OwnDeposit): Promise<SubmissionAnswer>
}

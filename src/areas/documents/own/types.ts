import type { Visitor } from '../../../access/types.ts'
import type { KnownNames, NameFinding } from './names.ts'
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

/** The kinds of file, how many bytes at most, the type proposed first, and who may see it first. */
export interface DepositOffer {
  contentTypes: readonly string[]
  maxBytes: number
  typeCode: string
  /** the usual one first */
  sights: readonly FirstSight[]
}

/** What is read from a file that is to be deposited: each is proposed, and only who deposits says what it is. */
export interface Proposal {
  /** YYYY-MM-DD */
  day?: string
  typeCode?: string
  name: NameFinding
}

/** Into whose record it goes, who writes it, and until when it can be from. */
export interface ProposalFor {
  names: KnownNames
  author: KnownNames
  birthDate: string
  today: string
}

/** Reading a file before it is deposited. */
export interface OwnProposals {
  proposeFields(visitor: Visitor, bytes: Buffer, to: ProposalFor): Promise<Proposal>
}

/** Depositing by hand, over the one way to deposit. */
export interface OwnDeposits {
  /** What it may be for this visitor, who may see a minor alone. */
  depositOffer(visitor: Visitor): DepositOffer
  /**
   * The same upload sent again with the same words gets the same answer. Of a minor seen alone it is kept from who represents them, whatever
   * was chosen.
   */
  depositOwn(visitor: Visitor, deposit: OwnDeposit): Promise<SubmissionAnswer>
}

import type { Visitor } from '../../../access/types.ts'
import type { Identifier } from '../../../reference/document-entry.ts'
import type { DepositLine } from '../../documents/index.ts'
import type { Traits } from '../../identity/index.ts'
import type { RegisterState } from '../register/types.ts'

/** What may be corrected. Never renamed: these words stand in the events for ever. */
export type CorrectionKind = 'traits' | 'identifier' | 'merge' | 'split'

/** Two members of the staff: who asks, and who looked at it and says yes. */
export interface Approved {
  asked: Visitor
  confirmed: Visitor
  /** the id of the demand, which its correction then has; a new one when absent */
  id?: string
}

/** What one asks and another confirms. What is left out of `traits` stays. */
export type CorrectionWish =
  | { kind: 'traits'; personId: string; traits: Partial<Traits> }
  | { kind: 'identifier'; personId: string; ins: Identifier }
  | { kind: 'merge'; survivorId: string; otherId: string }
  | { kind: 'split'; fromId: string; toId: string; documentIds: readonly string[] }
  | { kind: 'undo'; correctionId: string }

/** A demand that waits for a second person. Instants are ISO 8601. */
export interface AskedCorrection {
  id: string
  wish: CorrectionWish
  askedBy: string
  askedAt: string
  expiresAt: string
}

/**
 * Where identities are corrected by two: one asks, another confirms. Problem `refused`, `staff-deed-refused` for who may not, and
 * `second-person-needed` for one's own demand; `absent`, `approval-gone` for what was decided, withdrawn or forgotten meanwhile.
 */
export interface IdentityDesk {
  /** Asks, if it could be done now; gives the id by which it is confirmed. */
  ask(visitor: Visitor, wish: CorrectionWish): Promise<string>
  /** What waits, oldest first. */
  list(visitor: Visitor): Promise<AskedCorrection[]>
  /** What was asked, for the second person to look at. */
  find(visitor: Visitor, id: string): Promise<AskedCorrection>
  /** Does it; gives the correction that was made or taken back. */
  confirm(visitor: Visitor, id: string): Promise<Correction>
  /** Forgets demands that nobody confirmed in time. */
  sweep(): Promise<void>
}

/** A correction as staff sees it. Instants are ISO 8601. */
export interface Correction {
  id: string
  kind: CorrectionKind
  /** for a merge the survivor first, for a split the person who hands over first */
  personIds: string[]
  askedBy: string
  confirmedBy: string
  at: string
  state: 'running' | 'done' | 'undoing' | 'undone'
  reversibleUntil: string
  undoneAt: string | null
  /** the reason why it ended otherwise than asked */
  ended?: string
}

/** One of two persons before a merge, in numbers only. */
export interface MergeSide {
  state: RegisterState
  activated: boolean
  identifiers: number
  documents: number
}

/** What a merge would do. `hindrance` is the reason it would not be done for. */
export interface MergePreview {
  survivor: MergeSide
  other: MergeSide
  hindrance?: string
}

/** Identities that change: each asked by one, confirmed by another, and taken back within its time. */
export interface Corrections {
  /** Whether a wish could be fulfilled now: its Problem otherwise. Changes nothing. */
  check(visitor: Visitor, wish: CorrectionWish): Promise<void>
  /** Corrects who somebody is, in the register and in their space. */
  correctTraits(approved: Approved, change: { personId: string; traits: Partial<Traits> }): Promise<Correction>
  /** Gives somebody their final identifier; the former one still leads to them. */
  replaceIdentifier(approved: Approved, change: { personId: string; ins: Identifier }): Promise<Correction>
  /** Counts, and changes nothing. */
  previewMerge(visitor: Visitor, pair: { survivorId: string; otherId: string }): Promise<MergePreview>
  /** Makes one person of two: the other's documents, ties, blocks, numbers and history go to the survivor. */
  merge(approved: Approved, pair: { survivorId: string; otherId: string }): Promise<Correction>
  /** The documents of a person by depositor, date and size: never content, title or type. */
  previewSplit(visitor: Visitor, personId: string): Promise<DepositLine[]>
  /** Hands the documents of another person over to them. */
  split(
    approved: Approved,
    change: { fromId: string; toId: string; documentIds: readonly string[] },
  ): Promise<Correction>
  /** Takes a correction back while its time lasts and no later one touches the same persons. */
  undo(approved: Approved, correctionId: string): Promise<Correction>
  /** Goes on with a correction, or its undoing, that was stopped in between. One that is over stays as it is. */
  resume(correctionId: string): Promise<Correction>
  /** Goes on with all that have stood still for a while; gives how many. */
  resumeAll(): Promise<number>
  /** Drops what corrections left for their undoing, once its time is over; gives how many were swept. */
  sweepAway(): Promise<number>
  /** Problem `absent`, `correction-unknown`. */
  find(id: string): Promise<Correction>
  /** The latest, newest first. */
  list(limit: number): Promise<Correction[]>
  /** The register was corrected by the insurer: the person's space follows. */
  followRegister(personId: string): Promise<void>
}

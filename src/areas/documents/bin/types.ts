import type { Visitor } from '../../../access/types.ts'
import type { DocumentEntry } from '../../../reference/document-entry.ts'
import type { DocumentOutcome } from '../types.ts'

/** A document in the bin, and when it is erased for good (ISO). */
export interface BinnedDocument {
  entry: DocumentEntry
  until: string
}

/** The bin of a space: for its holder, and for who represents them. */
export interface DocumentBin {
  /**
   * Puts documents of one's own in the bin, each by itself with the versions before it that the visitor might delete; at most `mostDeleted`.
   * What cannot be is told and holds up no other: reason `document-not-own` for what a professional put.
   */
  deleteDocuments(visitor: Visitor, ids: readonly string[]): Promise<DocumentOutcome[]>
  /** How many days a document lies in the bin. */
  binDays(): number
  /** Takes documents back from the bin, as they were. */
  restoreDocuments(visitor: Visitor, ids: readonly string[]): Promise<DocumentOutcome[]>
  /** What lies in the bin, the newest document first. */
  listBin(visitor: Visitor, spaceId: string): Promise<BinnedDocument[]>
  /** Erases what lies in the bin; gives how many documents. Nobody takes them back; their bytes go within minutes. */
  emptyBin(visitor: Visitor, spaceId: string): Promise<number>
  /** Erases for good what has lain in bins for its time: for the worker. Gives how many spaces it looked into. */
  sweepBins(): Promise<number>
}

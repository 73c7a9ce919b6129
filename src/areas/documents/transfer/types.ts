import type { Opened } from '../../../access/door-opened.ts'
import type { Visitor } from '../../../access/types.ts'
import type { Identifier } from '../../../reference/document-entry.ts'

/** Documents going from one space to another on the word of a correction; `only` some of them, all when absent. */
export interface Transfer {
  correctionId: string
  from: string
  to: string
  visitor: Visitor
  only?: readonly string[]
}

/** What a transfer came to: copied now or before, and already there under the same unique id. */
export interface TransferCounts {
  copied: number
  present: number
}

/**
 * What is said elsewhere of a document that stands in both of two spaces follows it from the id that it had there to the one that it has in
 * the space that is open; `isBack`: it is taken back.
 */
export type FollowTwin = (opened: Opened, twin: { from: string; to: string; isBack?: boolean }) => Promise<void>

/** One document as staff sees it who separate two persons: who brought it, on which day, how large. Never what it is. */
export interface DepositLine {
  documentId: string
  depositor: string
  /** YYYY-MM-DD */
  depositedOn: string
  size: number
}

/** Moves documents between spaces. Nothing is shown to anybody: what is read under one key is sealed under the other. */
export interface Transfers {
  /** Copies, each under its own ids, dates, state and authors. Interrupted, the same call goes on: nothing is doubled. */
  transfer(transfer: Transfer): Promise<TransferCounts>
  /** Brings folders and pins along, once the documents are there. Interrupted, the same call goes on; `takeBack` takes them back. */
  bringArrangement(way: Omit<Transfer, 'only'>): Promise<void>
  /** The same of what was measured. */
  bringMeasurements(way: Omit<Transfer, 'only'>): Promise<void>
  /** The same of the medical profile. */
  bringProfile(way: Omit<Transfer, 'only'>): Promise<void>
  /** The same of the care history. */
  bringCare(way: Omit<Transfer, 'only'>): Promise<void>
  /** Marks documents in the space they left as handed over: entered in error there. */
  markHanded(transfer: Required<Transfer>): Promise<void>
  /**
   * Takes the copies of a correction back; the originals get the state that the copies have by now. A space that was erased
   * meanwhile is null: what is left of the other is put right.
   */
  takeBack(back: { correctionId: string; from: string | null; to: string | null; visitor: Visitor }): Promise<number>
  /** The documents of a space, by what staff may know of them. */
  listDeposits(visitor: Visitor, spaceId: string): Promise<DepositLine[]>
  /** Ids of what came into a space after an instant and names one of these patients. */
  findNaming(
    visitor: Visitor,
    spaceId: string,
    wanted: { after: string; names: (ins: Identifier) => boolean },
  ): Promise<string[]>
}

import type { Visitor } from '../../../access/types.ts'

/** How new documents come into a space: as who sends them says, or hidden besides from professionals (rules DOC-11). */
export interface NewDocuments {
  /** Whether new documents come in hidden. */
  areNewHidden(holder: Visitor): Promise<boolean>
  /** Keeps the choice for whatever comes from now on; what is there stays as it is. */
  chooseNewHidden(holder: Visitor, hidden: boolean): Promise<void>
}

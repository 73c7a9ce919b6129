import type { Coding, Identifier } from './document-entry.ts'

/** Who gave care, as a feed says it. */
export interface CareGiver {
  name: string
  identifier?: Identifier
}

/** What a laboratory found. Numbers are decimal texts in `unit`. */
export interface CareResult {
  /** a decimal, or words */
  value: string
  /** `<`, `<=`, `>=` or `>` */
  comparator?: string
  unit?: string
  /** between which the laboratory expects it */
  low?: string
  high?: string
}

/** One line of a care history as a feed tells it. */
export interface CareSaying {
  /** the feed's own name for this line: sent again it is the same line */
  lineId: string
  /** key of a statement of data/care/kinds.json */
  statement: string
  /** key of a kind of the same file */
  kind: string
  /** `YYYY-MM-DD` */
  day: string
  label: string
  code?: Coding
  giver?: CareGiver
  quantity?: { value: string; unit?: string }
  result?: CareResult
  /** ISO instant at which the feed wrote it: what is older than what stands changes nothing */
  writtenAt: string
  /** care that a minor receives without their parents' knowledge (rules PML-30) */
  secret?: true
  /** the feed takes it back */
  cancelled?: true
}

/** Which feed a line came by: its key, and its organisation by the identifier and the name it had then. */
export interface CareSource {
  feed: string
  organisation: { id: string; name: string }
}

/** A line of a care history. */
export interface CareLine extends Omit<CareSaying, 'cancelled' | 'secret'> {
  id: string
  source: CareSource
  /** ISO instant */
  enteredAt: string
}

import type { Coding } from './document-entry.ts'

/** The words of a laboratory result, as a report has them. One model, several faces: CDA (CR-BIO, TROD) and FHIR. */

/** Where a measured amount lies beyond what could be measured. */
export type Comparator = '<' | '<=' | '>=' | '>'

/** An amount as its laboratory wrote it. `value` is a decimal number as text, never rounded; `unit` is UCUM. */
export interface Quantity {
  value: string
  unit?: string
  comparator?: Comparator
}

/** What was found. `also` is the same amount in the other units that the report itself gives. */
export type ResultValue =
  | ({ kind: 'quantity'; also?: Quantity[] } & Quantity)
  | { kind: 'interval'; low: Quantity; high: Quantity }
  | { kind: 'coded'; coding?: Coding; text?: string }
  | { kind: 'text'; text: string }

/** The laboratory's own range, for whom and what it says in words. */
export interface ReferenceRange {
  low?: Quantity
  high?: Quantity
  text?: string
  meaning?: Coding
}

/** A value that a report repeats from before: history, not a result of its own. */
export interface EarlierResult {
  codes: Coding[]
  at?: string
  values: ResultValue[]
}

/** What was looked at, and when it was taken (ISO text). */
export interface Specimen {
  kind?: Coding
  collectedAt?: string
}

/** One line of a laboratory report. `codes` has the laboratory's first code first, then its translations; instants are ISO texts. */
export interface LaboratoryResult {
  codes: Coding[]
  /** the words of the report for it */
  label?: string
  status: 'final' | 'pending' | 'cancelled'
  at?: string
  values: ResultValue[]
  interpretations: Coding[]
  ranges: ReferenceRange[]
  method?: string
  specimen?: Specimen
  /** who made it, where that is another laboratory than the author's */
  laboratory?: string
  comments: string[]
  /** what is said of the group that it is the first line of */
  remarks: string[]
  /** the titles of the chapters it stands in, from outside in, where they have one */
  headings: string[]
  /** the panel it belongs to, and the micro-organism it is about */
  panel?: string
  isolate?: string
  earlier: EarlierResult[]
  /** a weight, a height, a blood pressure that somebody measured, of no laboratory: on curves, and in no list of results */
  vital?: true
  /** the resource that says it, where its document has addresses for its parts */
  source?: string
}

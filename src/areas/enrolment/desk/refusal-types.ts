/** One refusal, closure or demand for erasure in the register. `personId` and `eventId` lead to its proof. */
export interface RefusalLine {
  personId: string
  eventId: string
  /** when it took effect, ISO */
  at: string
  kind: 'opposition' | 'closure' | 'erasure'
  channel: string
  /** YYYY-MM-DD: the day a letter came; null where it took effect as it was said */
  receivedOn: string | null
  /** it took effect on a later day than it came (rules ENR-31, the same day) */
  late: boolean
}

/** A line as it is shown. Only a wish that still stands has a proof: see `proof-of.ts`. */
export interface ShownRefusal extends RefusalLine {
  /** ISO: when the person or the desk took it back */
  takenBackAt?: string
  hasProof: boolean
}

/** A part of the register of refusals: days YYYY-MM-DD, both included. `after` is where the page before ended. */
export interface RefusalSearch {
  from: string
  to: string
  reason: string
  after?: string
  /** only what took effect on a later day than it came */
  late?: boolean
}

/** A page of the register, with what came late of late. */
export interface RefusalPage {
  lines: ShownRefusal[]
  next?: string
  late: LateRefusals
}

/** How many decisions of the last days (`lateDays`), today included, took effect on a later day than they came. Days are YYYY-MM-DD. */
export interface LateRefusals {
  count: number
  from: string
  to: string
}

import type { Visitor } from '../../access/types.ts'

/** A line of a holder's history as a report begins: who it names, when. */
export interface ReportableAccess {
  at: string
  party: AccessParty
}

/** Somebody whose accesses are looked at: a professional, or a facility for its software. */
export interface AccessParty {
  id: string
  name: string
  /** code of TRE_G15 */
  profession?: string
  facility?: string
}

/** What everybody may know of a case. Instants and days are ISO. */
export interface CaseFacts {
  id: string
  /** what people say on the phone: `3F9A2-C07D1` */
  number: string
  openedAt: string
  /** when the access was that a holder reported */
  seenAt?: string
  party: AccessParty
  /** the day up to which an answer is promised */
  dueOn: string
  /** a code of data/access/suspicions.json, once answered */
  outcome?: string
  answeredAt?: string
}

/** A case as the staff sees it: never whose space it is about. */
export interface SuspicionCase extends CaseFacts {
  /** `holder`, or the rule that found it */
  source: string
  /** of a holder's report, a code of data/access/suspicions.json */
  reason?: string
  /** of a rule's finding: how many in the hour */
  counted?: number
  /** the party meets nobody new until a hold is lifted */
  held: boolean
}

/** What a holder does about an access they do not recognise. Right: rules ACC-29. */
export interface Suspicions {
  /** Problem `absent`, `access-line-unknown` for a line that is not there or names nobody who can be reported. */
  findReportable(visitor: Visitor, line: string): Promise<ReportableAccess>
  /** Opens a case; while one about the same party is open, gives that one. Problem `incorrect`, `report-reason-missing`. */
  reportAccess(visitor: Visitor, report: { line: string; reason: string }): Promise<CaseFacts>
  /** The holder's own cases, newest first. */
  listOwn(visitor: Visitor): Promise<CaseFacts[]>
}

/** What the worker does from time to time. */
export interface SuspicionChores {
  /** Puts on hold whoever goes beyond a rule, with a case; gives how many were found. */
  findUnusual(): Promise<number>
  /** Forgets counts of days gone by. */
  sweep(): Promise<void>
  /** What the second person's yes does. */
  liftHold(caseId: string): Promise<void>
}

/** The operator's queue. Problem `refused`, `staff-deed-refused` for who may not; `absent`, `suspicion-unknown`. */
export interface SuspicionDesk {
  /** The open cases, the most due first, and then the newest answered ones. */
  list(visitor: Visitor): Promise<SuspicionCase[]>
  /** `liftAsked`: a second person must still say yes. */
  find(visitor: Visitor, id: string): Promise<SuspicionCase & { liftAsked: boolean }>
  /** Problem `incorrect`, `suspicion-outcome-missing`; `conflict`, `suspicion-answered`. The holder is told that there is news. */
  answer(visitor: Visitor, id: string, outcome: string): Promise<void>
  hold(visitor: Visitor, id: string): Promise<void>
  /** Asks a second person to lift the hold. */
  askToLift(visitor: Visitor, id: string): Promise<void>
}

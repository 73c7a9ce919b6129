import type { Visitor } from '../../../access/types.ts'
import type { Identifier } from '../../../reference/document-entry.ts'
import type { PendingApproval } from '../approvals/types.ts'
import type { TextView } from '../texts/types.ts'
import type { RegisterState } from '../register/types.ts'
import type { CodeBoard, CodeIssue, CodeStanding } from './code-types.ts'
import type { LetterFrame, ReadLetter } from './letter-types.ts'
import type { LateRefusals, RefusalLine, RefusalPage, RefusalSearch } from './refusal-types.ts'

/** What a member of the staff may do to an enrolment; each is also a deed of data/enrolment/staff-deeds.json, `person-…`. */
export type DeskDeed =
  | 'oppose'
  | 'new-code'
  | 'close'
  | 'suspend'
  | 'resume'
  | 'record-death'
  | 'correct-death'
  | 'cancel-erasure'
  | 'stop-recovery'
  | 'drop-means'

/** By which way the wish came to the desk. */
export type DeskChannel = 'phone' | 'post'

/** What the caller says of themselves, or a letter: all of it must fit. */
export interface CallerAnswers {
  /** their own number, or that of the card they are on */
  ins: Identifier
  /** YYYY-MM-DD */
  birthDate: string
  postalCode: string
  /** first name: asked for where a card has twins */
  given?: string
}

/** Somebody looked for, and why: a code of data/enrolment/desk.json. */
export interface PersonSearch extends CallerAnswers {
  reason: string
  channel: DeskChannel
}

/** One line of the history of an enrolment. `by`: the kind of who did it, never their name. */
export interface DeskEvent {
  at: string
  kind: string
  channel: string
  by: string
}

/** What the staff sees of an enrolment: dates, states, whether somebody can be reached; nothing of what a space holds. */
export interface PersonFacts {
  name: string
  state: RegisterState
  stateSince: string
  noticedAt: string | null
  windowEndsAt: string | null
  activatedAt: string | null
  closedAt: string | null
  dueKind: string | null
  dueAt: string | null
  isMinor: boolean
  protected: boolean
  /** has a record of the time before spaces: a first refusal begins a transition (rules ENR-6) */
  legacy: boolean
  /** how the insurer can reach the person: masked, never whole */
  reach: { email?: string; phone?: string; post: boolean }
  code: CodeStanding
  events: DeskEvent[]
  hasProof: boolean
}

/** An open case, as its page shows it. */
export interface CaseView extends PersonFacts {
  caseId: string
  channel: DeskChannel
  endsAt: string
  /** what may be done now, by this role and in this state */
  deeds: DeskDeed[]
  /** what waits for a second person */
  asked: DeskDeed[]
  /** why this case allows less than the state: reason words */
  limits: ('desk-case-looks-only' | 'desk-representative-needed')[]
  /** a case by post: what the letter must say, for each decision that is open */
  letters: { oppose?: LetterFrame; close?: LetterFrame }
  /** where another code is among the deeds */
  issue?: CodeIssue
}

/** A deed, and the state that was shown when it was wished: a refusal sent twice must not end an older record (rules ENR-6). */
export interface DeskWish {
  deed: DeskDeed
  from: string
  /** in a case by post, of who refuses or closes */
  letter?: ReadLetter
}

/** What became of a deed: done, or asked of a second person. */
export type DeedOutcome = 'done' | 'asked'

/** The state of the house, for whoever begins their day. Instants are ISO; a number of persons is never about fewer than it says. */
export interface TodayView {
  parked: number
  waiting: number
  /** steps that failed in the last day */
  failed: number
  lateRefusals: LateRefusals
  /** deaths that the insurer told before today and that have frozen nothing yet */
  unfrozen: number
  due: { kind: string; late: number; today: number; week: number }[]
  exceptions: { kind: string; open: number; oldestAt: string }[]
  approvals: number
  /** kinds of wordings for whose approval a campaign waits */
  heldUp: string[]
}

/** A file for the printer. */
export interface PrintedProof {
  pdf: Buffer
  /** YYYY-MM-DD of what is proved, for the name of the file */
  day: string
}

/**
 * The desk of the phone agents and of the operator. Every call is written down first, refused ones too. Problem `refused`,
 * `staff-deed-refused` for who may not; `absent`, `desk-case-ended` for a case that is over, unknown or somebody else's.
 */
export interface PersonsDesk {
  /** Opens a case. Problem `incorrect`, `desk-person-not-found` for anything that does not fit; `busy` after too many tries. */
  findPerson(visitor: Visitor, search: PersonSearch): Promise<string>
  /**
   * Opens a case of the person behind an exception, for looking and for a new code. Problem `absent`, `exception-unknown`; `busy`
   * after too many.
   */
  openException(visitor: Visitor, exceptionId: string): Promise<string>
  readCase(visitor: Visitor, caseId: string): Promise<CaseView>
  /**
   * Does something for the person of a case. Of a letter that decides, see `requireLetter`. Problem `conflict`,
   * `enrolment-wrong-moment` when it is no longer possible; `refused`, `desk-case-looks-only` or `desk-representative-needed` when this
   * case does not allow it.
   */
  takeDeed(visitor: Visitor, caseId: string, wish: DeskWish): Promise<DeedOutcome>
  /**
   * An approval with the person or the wording that it is about, for whoever confirms it; without the wording when its words have
   * changed since. Problem `absent`, `approval-gone`.
   */
  readApproved(
    visitor: Visitor,
    approvalId: string,
  ): Promise<{ approval: PendingApproval; facts?: PersonFacts; text?: TextView }>
  printProof(visitor: Visitor, caseId: string): Promise<PrintedProof>
  countLateRefusals(visitor: Visitor): Promise<LateRefusals>
  listRefusals(visitor: Visitor, search: RefusalSearch): Promise<RefusalPage>
  printRefusal(visitor: Visitor, line: Pick<RefusalLine, 'personId' | 'eventId'>, reason: string): Promise<PrintedProof>
  readToday(visitor: Visitor): Promise<TodayView>
  /** Codes made again in the last days, by channel and by wish, and the cases with hints. Counts only: nobody is named. */
  readCodes(visitor: Visitor): Promise<CodeBoard>
  /** Forgets cases that are long over. */
  sweep(): Promise<void>
}

import type { Visitor } from '../../../access/types.ts'
import type { Identifier } from '../../../reference/document-entry.ts'
import type { PendingApproval } from '../approvals/types.ts'
import type { TextView } from '../texts/types.ts'
import type { Representation, RegisterState } from '../register/types.ts'

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

/** By which way a code would reach the person; `to` is masked. */
export type CodeWay = { by: 'mail' | 'sms'; to: string } | { by: 'letter' }

/** A code that was made for somebody: when, on what wish (`notice` for a campaign's letter), how it left. */
export interface IssuedBefore {
  at: string
  origin: string
  channel: 'mail' | 'sms' | 'letter'
}

/** What may be a fraud: a word of `codeDesk.hints`. */
export type CodeHint = 'many-codes' | 'contact-changed' | 'contact-shared' | 'many-tries' | 'requests-at-limit'

/** What the staff is shown before another code leaves. Instants are ISO. */
export interface CodeIssue {
  /** absent where a code that is sent would reach nobody */
  way?: CodeWay
  /** the codes of the last days, newest first */
  issued: IssuedBefore[]
  /** tries with the person's number and birth date since yesterday, right ones too; more are not counted than are allowed */
  tries: number
  hints: CodeHint[]
  /** how many the staff has had sent since yesterday, of how many it may */
  sentToday: number
  limit: number
  /** when the next may be sent; absent when one may now */
  nextAt?: string
}

/** Codes of one day that were made again. */
export interface CodeDay {
  /** YYYY-MM-DD */
  day: string
  total: number | null
  /** by `mail`, `sms`, `letter` */
  channels: (number | null)[]
  /** on the wish of `request`, `phone`, `post`, `counter`, `letters` */
  origins: (number | null)[]
  /** asked for, and held back by a limit */
  held: number | null
}

/** The board of codes. `null`: so few that they might name somebody. */
export interface CodeBoard {
  days: CodeDay[]
  total: number | null
  held: number | null
  /** cases of the queue of exceptions in which hints were raised, the oldest first */
  cases: { id: string; openedAt: string }[]
}

/** Where a person's provisional codes stand. Instants are ISO. */
export interface CodeStanding {
  state: 'none' | 'live' | 'used' | 'expired'
  issuedAt?: string
  expiresAt?: string
  usedAt?: string
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

/** Between which days (YYYY-MM-DD, both included) a letter can have come. */
export interface LetterDays {
  from?: string
  to: string
}

/** Who may have signed a letter: the person (`self`), or somebody who represents them by law. */
export interface Signer {
  id: string
  name?: string
  kind?: Representation['kind']
}

/** What a letter that decides something must say. Several signers, or one who is not the person: who signed is asked for. */
export interface LetterFrame extends LetterDays {
  signers: Signer[]
}

/** A letter as the desk has read it. `signer`: the id of a `Signer`; `signed`: the letter names them and bears their signature. */
export interface ReadLetter {
  /** YYYY-MM-DD */
  receivedOn: string
  signer: string
  signed: boolean
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

/** How many decisions of the last thirty days, today included, took effect on a later day than they came. Days are YYYY-MM-DD. */
export interface LateRefusals {
  count: number
  from: string
  to: string
}

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
   * Does something for the person of a case. Of a letter that decides, see `requireLetter`. Problem `conflict`, `enrolment-wrong-moment` when it is no longer possible; `refused`,
   * `desk-case-looks-only` or `desk-representative-needed` when this case does not allow it.
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

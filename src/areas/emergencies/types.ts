import type { Visitor } from '../../access/types.ts'
import type { EmergencyReason } from '../../reference/create-emergency-rules.ts'
import type { Identifier } from '../../reference/document-entry.ts'

/** A way in that the person's inability to speak opens: by whoever stands beside them, or by the doctor who regulates calls. */
export type EmergencyKind = 'break-glass' | 'dispatch'

/** What a professional says to open in an emergency. The birth date is the right-person check: it must be that of the number. */
export interface AskedEmergency {
  ins: Identifier
  /** YYYY-MM-DD */
  birthDate: string
  kind: EmergencyKind
  /** a code of data/access/emergencies.json; a dispatch needs none */
  reason?: string
  /** in their own words, or the number of the call */
  words?: string
}

/** What a professional may open with now. */
export interface EmergencyOffer {
  reasons: readonly EmergencyReason[]
  /** whether they regulate calls */
  mayDispatch: boolean
  hours: Readonly<Record<EmergencyKind, number>>
}

/** What the holder lets an emergency do (rules ACC-20); the law's own default is yes to all. */
export interface EmergencyRule {
  breakGlass: boolean
  dispatch: boolean
  hidden: boolean
}

/** An emergency that a professional opened: under way, or still to be noted. */
export interface OwnEmergency {
  spaceId: string
  kind: EmergencyKind
  openedAt: string
  /** when it ended or will end; a setting of the holder may end it earlier */
  endsAt: string
  isOver: boolean
  /** until when it may be noted */
  noteUntil: string
}

/** An opening of which a treating doctor is told. */
export interface ToldEmergency {
  spaceId: string
  id: string
  openedAt: string
  kind: EmergencyKind
  by: string
}

/** A colleague who has opened for many persons today and asks for a second person. */
export interface SecondAsked {
  id: string
  by: string
  askedAt: string
}

/** What a reviewer notes. */
export type Outcome = 'regular' | 'follow-up'

/** An opening as a reviewer sees it: who, in what role, when, why; nothing of whom, and nothing of what was opened. */
export interface ReviewLine {
  id: string
  kind: EmergencyKind
  openedAt: string
  dueAt: string
  isOverdue: boolean
  by: { name: string; profession?: string; facility?: string }
  /** name of who said the second yes that it needed, or that was said before it on its day */
  secondBy?: string
  reason?: string
  noted: boolean
  outcome?: Outcome
  reviewedAt?: string
}

/** Emergencies: the holder's word on them, the ways in, who is told, the review. */
export interface Emergencies {
  /** Which of the holder's words count today: where vital interests go first, a word that closes something does not (rules EHDS-11). */
  opposable(): EmergencyRule
  readRule(visitor: Visitor, spaceId: string): Promise<EmergencyRule>
  /** Holds from the next request on, for who is inside too. The same twice is the same as once. */
  setRule(visitor: Visitor, spaceId: string, rule: EmergencyRule): Promise<void>
  offer(visitor: Visitor): EmergencyOffer
  /**
   * Opens the space of whoever has this number and this birth date, and gives its id. Problem `refused`: `act-not-yours` for a dispatch by
   * who regulates no calls; `not-open-to-you` where nothing opens, because there is nobody or its holder said no beforehand;
   * `emergency-second-person` beyond the day's number of persons, whether there is a space or not: a colleague of the place is then asked,
   * or `emergency-place-needed` where the visitor is there for none.
   */
  open(visitor: Visitor, asked: AskedEmergency): Promise<string>
  /** Ends what still lasts, and keeps the note, if there is one. Problem `refused` where there is nothing to end or to note. */
  close(visitor: Visitor, spaceId: string, note: string): Promise<void>
  /** What a professional has under way, and what they may still note, newest first. */
  listOwn(visitor: Visitor): Promise<OwnEmergency[]>
  /** The openings of a month of which a treating doctor was told, newest first. */
  listTold(visitor: Visitor): Promise<ToldEmergency[]>
  /** What colleagues of the same place ask today: a second person for their next openings. */
  listSeconds(visitor: Visitor): Promise<SecondAsked[]>
  /** Says yes to a colleague. Problem `absent`, `emergency-unknown` for what nobody asks there, or one asked oneself. */
  confirmSecond(visitor: Visitor, id: string): Promise<void>
  /** For reviewers: what waits, oldest first, then what must be followed up. */
  listReviews(visitor: Visitor): Promise<ReviewLine[]>
  /** Problem `absent` for what is not there or already found regular. */
  review(visitor: Visitor, review: { id: string; outcome: Outcome }): Promise<void>
  /** within how many hours an opening is reviewed */
  reviewHours(): number
  /** how many openings wait for longer than they may */
  countOverdue(): Promise<number>
}

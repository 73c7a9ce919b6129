import type { Visitor } from '../../../access/types.ts'
import type { CodeIssue } from '../desk/code-types.ts'
import type { CallerAnswers, DeskEvent, PersonFacts, PrintedProof } from '../desk/types.ts'

/** Who gives the mandate: the person, or who represents them by law. */
export type GivenBy = 'self' | 'representative'

/** How a session at the counter begins. `identityDocument`: a code of data/enrolment/desk.json; its number is never typed. */
export interface MandateStart extends Omit<CallerAnswers, 'postalCode'> {
  place: string
  givenBy: GivenBy
  identityDocument: string
  /** YYYY-MM-DD, of the representative who is there */
  representativeBirthDate?: string
}

/** How a mandate was signed. */
export type Signing = { how: 'paper' } | { how: 'code'; code: string }

/** Why a mandate is over: the agent ended it, nothing happened for twenty minutes, the day ended, the next person came. */
export type MandateEnd = 'agent' | 'idle' | 'day' | 'next'

/** What an agent does for somebody at the counter. */
export type CounterTask = 'open' | 'oppose' | 'close' | 'new-code' | 'get-back-in' | 'stop-recovery'

/** What was done under a mandate. `how`: by which way a code was handed out. */
export interface MandateDeed extends DeskEvent {
  how?: string
}

/** A mandate as its pages show it. Instants are ISO. */
export interface MandateView {
  id: string
  state: 'unsigned' | 'live' | 'ended'
  place: string
  givenBy: GivenBy
  representative?: string
  identityDocument: string
  begunAt: string
  /** the latest end: the midnight of this day, or twenty minutes after the last act */
  endsAt: string
  idleAt: string
  signedAt?: string
  signedHow?: 'paper' | 'code'
  endedAt?: string
  endedHow?: MandateEnd
  facts: PersonFacts
  tasks: CounterTask[]
  /** what is to be known before another code; absent where a code is nothing for the person */
  issue?: CodeIssue
  done: MandateDeed[]
}

/**
 * The counter: an agent does things with the person present, under their mandate. Every call is written down first. Problem
 * `refused`, `staff-deed-refused` for who may not; `conflict`, `mandate-ended` for an act outside a live mandate; `absent`,
 * `mandate-unknown` for one of somebody else.
 */
export interface Counter {
  /**
   * Begins. Problem `incorrect`, `desk-person-not-found`; `refused`, `mandate-minor` when a child would give it themselves,
   * `representative-unknown` when nobody born that day represents the person. The agent's mandate before, if any, ends.
   */
  start(visitor: Visitor, start: MandateStart): Promise<string>
  read(visitor: Visitor, id: string): Promise<MandateView>
  /** Sends a one-time code to the person's contact and gives it masked. Problem `conflict`, `contact-missing`. */
  sendSigningCode(visitor: Visitor, id: string): Promise<string>
  /** Problem `incorrect`, `one-time-code-wrong`. */
  sign(visitor: Visitor, id: string, signing: Signing): Promise<void>
  /** `from`: the state that was shown; see `Families.refuseChild`. Problem `conflict`, `enrolment-wrong-moment` in another. */
  oppose(visitor: Visitor, id: string, from: string): Promise<void>
  close(visitor: Visitor, id: string, from: string): Promise<void>
  /** A letter with a fresh code, for the printer: the code is in it and nowhere else. */
  printCode(visitor: Visitor, id: string): Promise<Buffer>
  /**
   * A letter whose code leads back into the space, for the printer: it waits as any other, and every proved contact is told. Problem
   * `conflict`, `recovery-over` while a new means waits, `enrolment-wrong-moment` under a representative's mandate.
   */
  printRecovery(visitor: Visitor, id: string): Promise<Buffer>
  /** Stops the way back and what waits at its end. Problem `conflict`, `recovery-over` when there is none. */
  stopRecovery(visitor: Visitor, id: string): Promise<void>
  /** A fresh code to the contact that the insurer knows. */
  sendCode(visitor: Visitor, id: string): Promise<void>
  printProof(visitor: Visitor, id: string): Promise<PrintedProof>
  /** The agent is still there: twenty minutes more. */
  keep(visitor: Visitor, id: string): Promise<void>
  end(visitor: Visitor, id: string): Promise<void>
  /** Ends what time has ended; gives how many. */
  sweep(): Promise<number>
}

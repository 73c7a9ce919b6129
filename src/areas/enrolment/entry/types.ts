import type { AuthLevel } from '../../../access/types.ts'
import type { ChannelAddress, Credentials, PivotIdentity, Recognised, TotpSetup } from '../../identity/index.ts'
import type { LifeProof } from '../life/types.ts'
import type { RegisterState } from '../register/types.ts'

type PasskeyOptions = Awaited<ReturnType<Credentials['draftPasskey']>>

/** How somebody on the way proved who they are. */
export type EntryProof = 'code' | 'citizens' | 'card'

/** What somebody typed to prove who they are: the code of their letter, and what stands on their card. */
export interface CodeAttempt {
  /** as typed: lower case, spaces and hyphens do not matter */
  code: string
  /** YYYY-MM-DD */
  birthDate: string
  /** the number on the card, 13 or 15 characters, spaces allowed */
  cardNumber: string
  /** where the request comes from, for the limit of tries: an address, kept as a hash only */
  source: string
}

/** What somebody typed to get a new code. `cardSerial` is the number of the card itself (rules ENR-13, ENR-15). */
export interface CodeRequest extends Omit<CodeAttempt, 'code'> {
  cardSerial: string
}

/** Where somebody on the way stands, for the pages. Days are YYYY-MM-DD. */
export interface EntryView {
  personId: string
  name: string
  provenBy: EntryProof
  /** absent on the way back into a space, as is all that tells where it stands */
  state?: RegisterState
  activated?: boolean
  /** a child: opened from a parent's space, refused by the parent (rules ENR-23, ENR-28) */
  isMinor: boolean
  /** has a record of the time before spaces (rules ENR-6) */
  legacy?: boolean
  /** the day on which the space opens by itself */
  opensOn?: string
  /** when a closed space is erased */
  erasedOn?: string
  /** the proved contact, or that letters are wanted; absent until chosen */
  contact?: ChannelAddress | 'post'
  /** where a one-time code is under way to, masked */
  codeSentTo?: string
  /** the space, once it is open and its holder must still choose how to come in; a session begins only among these means */
  opened?: Recognised
  /** on the way back into a space; `effectiveAt` (ISO instant): the new means waits until then */
  recovery?: { hasApp: boolean; effectiveAt?: string }
  /** refused on this way: nothing is left to do but to keep the proof */
  refused: boolean
}

/** What a national identity leads to: straight in, or a pass on the way to the opening. */
export type Admission =
  | { outcome: 'session'; spaceId: string; name: string }
  | { outcome: 'entry'; secret: string; to: string }

/** The way back into a space, with the pass of a recovery code. Problem `unauthenticated`, `entry-ended` for any other pass. */
export interface Recovering {
  /**
   * Sends a letter to the address that the insurer knows, to each person who fits, and tells their proved contacts. The answer is the
   * same whoever it is. Somebody who needs no more than a first code is sent one. Law: security T10, never by mail or short message.
   */
  requestRecovery(request: CodeRequest): Promise<void>
  /** What a passkey that is to wait must be. */
  offerWaitingPasskey(secret: string): Promise<PasskeyOptions>
  /** Leaves it to wait; the code is used up. Problem `conflict`, `recovery-over` when the way back was stopped meanwhile. */
  keepWaitingPasskey(secret: string, response: unknown, name: string): Promise<void>
  /** A new authenticator app for the password that is to wait. */
  beginWaitingApp(secret: string): Promise<TotpSetup>
  /** Problem `incorrect`, `totp-not-recognised` when its first code does not fit. */
  confirmWaitingApp(secret: string, code: string): Promise<void>
  /** Leaves a login and a password to wait, with the app or the contact that was proved on this way. */
  keepWaitingPassword(secret: string, chosen: { login: string; password: string }): Promise<void>
}

/**
 * The way of an insured person to their own opening or refusal. A pass is a secret of 256 bits for one browser, half an hour long;
 * a missing or expired one is Problem `unauthenticated`, `entry-ended`, and so is one whose space had its means taken away since.
 */
export interface Entries extends Recovering {
  /**
   * Checks a code with birth date and card number. `code-unknown` for anything that does not fit together; `code-expired` and
   * `code-used` only to who has all three. `busy` within 30 seconds of an error with this code or this person, and after too many
   * tries. The same statements in every case. Rules: ENR-11, ENR-20.
   */
  proveByCode(attempt: CodeAttempt): Promise<string>
  /** By the pivot identity that a national provider vouches for; Problem `absent`, `holder-not-found` for nobody. */
  proveByPivot(pivot: PivotIdentity, proof: { provenBy: 'citizens' | 'card'; authLevel: AuthLevel }): Promise<Admission>
  find(secret: string): Promise<EntryView>
  /** Sends a one-time code to the contact somebody typed; Problem `incorrect`, `contact-unreadable`. Gives it masked. */
  sendContactCode(secret: string, typed: string, lang: 'fr' | 'en'): Promise<string>
  /** Sends another code to the same contact; Problem `busy`, `code-just-sent` within 30 seconds. */
  resendContactCode(secret: string, lang: 'fr' | 'en'): Promise<void>
  /** Problem `incorrect`, `one-time-code-wrong`; `busy`, `wait-before-retry` within 30 seconds of a wrong one. */
  confirmContact(secret: string, code: string): Promise<void>
  /** Letters only: no contact is kept. */
  choosePost(secret: string): Promise<void>
  /** Opens or reopens the space in the person's name, with the terms they accepted; uses up their code. Gives the space. */
  open(secret: string, accepted: { terms: string }): Promise<Recognised & { name: string }>
  /**
   * Refuses the opening, or closes a space that opened by itself and was never entered; uses up the code. `from` is the state that
   * the person saw when they decided: a form sent twice must not become the second refusal that ends an older record (rules
   * ENR-6). Problem `conflict`, `enrolment-wrong-moment` when it is another by now.
   */
  refuse(secret: string, from: RegisterState): Promise<void>
  /** The proof of the last decision of the person on the way; Problem `absent`, `proof-missing`. */
  proof(secret: string): Promise<LifeProof>
  /** Ends the pass: the person is in, or gone. */
  end(secret: string): Promise<void>
  /**
   * Sends a new code to the contact that the insurer knows, to each person who fits. The answer is the same whoever it is, and
   * whether a contact is known or not. Rules: ENR-12.
   */
  requestCode(request: CodeRequest): Promise<void>
  sweep(): Promise<void>
}

import type { Visitor } from '../../../access/types.ts'
import type { LetterUse, ReadingFault } from '../../../reference/check-letter-text.ts'
import type { Language } from '../../../reference/language.ts'
import type { BatchView } from '../campaigns/types.ts'

/** One part of a text that is read by itself, and by which measure. */
export interface TextPiece {
  lang: Language
  use: LetterUse
  text: string
}

/**
 * One dated wording of a letter or a message. `sha256` (hexadecimal) is of all that people read of it, in both languages, with the site
 * and the number that stand in it, and of the day it begins.
 */
export interface TextVersion {
  /** opening…, mail-noticed…, sms-new-code */
  kind: string
  version: string
  /** YYYY-MM-DD */
  from: string
  sha256: string
  pieces: readonly TextPiece[]
}

/** The wordings of every kind. A kind that there is none of has no version. */
export interface TextVersions {
  /** Of these kinds, the version in force on a day (YYYY-MM-DD). */
  inForce(kinds: readonly string[], day: string): TextVersion[]
  /** The versions in force on a day and those that begin later: what is worth approving. */
  standing(day: string): TextVersion[]
}

/** Why a text is not plain enough, and in which language and part of it. */
export type TextFault = ReadingFault & Pick<TextPiece, 'lang' | 'use'>

/** A wording as the console and the command line show it. Instants are ISO. */
export interface TextView extends Omit<TextVersion, 'pieces'> {
  /** false: it begins on a day that has not come */
  isInForce: boolean
  scores: Readonly<Record<Language, number>>
  faults: TextFault[]
  /** who asked and who confirmed, and when; null: nobody approved these very words */
  approved: { by: readonly [string, string]; at: string } | null
  /** what waits for a second person, and who asked */
  asked: { approval: string; by: string } | null
}

/** A mail or a short message as it would arrive, to nobody and without a code. */
export interface MessagePreview {
  subject?: string
  text: string
}

/**
 * The wordings and their approval by two persons. The visitor is a member of the staff; whatever they do or look at is written down
 * first. Problem `refused`, `staff-deed-refused` for who may not; `absent`, `letter-unknown` for a version that is past or none.
 */
export interface TextsDesk {
  /** Every wording in force or to come, and the latest files of letters: one look. */
  show(visitor: Visitor): Promise<{ texts: TextView[]; batches: BatchView[] }>
  /** A wording and, where it is a message, what it looks like in each language; a letter is printed. */
  preview(visitor: Visitor, version: string): Promise<{ text: TextView; messages?: Record<Language, MessagePreview> }>
  /**
   * Asks a second person to approve these very words; nothing where they are approved. Problem `incorrect`, `letter-not-plain`, which
   * names every fault.
   */
  ask(visitor: Visitor, version: string): Promise<void>
  /**
   * Asks for these wordings, or is the second person; what one has asked for already waits for another, and is left so. All of them are
   * looked at before the first is asked for.
   */
  approve(visitor: Visitor, versions: readonly string[]): Promise<TextView[]>
}

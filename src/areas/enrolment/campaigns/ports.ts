import type { Writable } from 'node:stream'
import type { Language } from '../../../reference/language.ts'

/** Who writes the letters: a scheme of the register, as the press knows it. */
export type NoticeSender = 'general' | 'agricultural' | 'ministry'

interface LetterBase {
  lang: Language
  /** at most seven lines of at most 38 characters */
  recipient: readonly string[]
  sender: NoticeSender
  /** YYYY-MM-DD */
  madeOn: string
  reference: string
  /** whose space it is */
  personName: string
}

/** A letter that carries a code. Days are YYYY-MM-DD; the code is 12 characters without hyphens. */
export type CodeLetter = LetterBase &
  (
    | { kind: 'opening' | 'opening-guardian' | 'child' | 'reminder'; code: string; opensOn: string; validUntil: string }
    | { kind: 'new-code' | 'recovery'; code: string; validUntil: string }
  )

/** What was decided, when, how and under which number. A transition ends on `opensOn` (rules ENR-6). Days are YYYY-MM-DD. */
export type ProofWords = {
  decidedOn: string
  channel: 'online' | 'phone' | 'counter' | 'post'
  reference: string
} & ({ kind: 'proof-opposition' | 'proof-closure' | 'proof-erasure' } | { kind: 'proof-transition'; opensOn: string })

/** A letter that proves what was decided; it holds no code. */
export type ProofNotice = LetterBase & ProofWords

/** What the press prints. */
export type NoticeLetter = CodeLetter | ProofNotice

/** What prints letters, and knows which wording of them is in force. */
export interface NoticePress {
  /** Throws a Problem that names the line or the field that cannot be printed. */
  check(letter: NoticeLetter): void
  /** One letter as PDF; throws the Problem of a letter that cannot be printed. */
  print(letter: NoticeLetter): Promise<Buffer>
  /** Writes all letters as one PDF and ends `into`. */
  printBatch(letters: Iterable<NoticeLetter>, into: Writable): Promise<{ letters: number; pages: number }>
  /** The wording in force on a day, as one word: what was approved can be compared with it. */
  versionOn(day: string): string
}

/** What a file came to once it lies on the disk for good. */
export interface WrittenFile {
  bytes: number
  sha256: Buffer
}

/** Where files of letters go: one folder that only the operator reads. */
export interface LetterFiles {
  /** Writes a file whole or not at all; when it returns, no crash takes the file away. One of the same name is replaced. */
  write(name: string, fill: (into: Writable) => Promise<void>): Promise<WrittenFile>
  /** Removes a file that nothing records. Nothing when there is none. */
  remove(name: string): Promise<void>
  /** The whole path of a name, for whoever must fetch it. */
  pathOf(name: string): string
}

import type { Writable } from 'node:stream'
import type { Language } from '../../../reference/language.ts'
import type { LetterSender } from '../../../reference/letter-shapes.ts'

interface LetterBase {
  lang: Language
  /** at most seven lines of at most 38 characters */
  recipient: readonly string[]
  sender: LetterSender
  /** YYYY-MM-DD */
  madeOn: string
  reference: string
  /** whose space it is */
  personName: string
}

/** Letters to a new adult: their space is open, or was refused or closed; or to the guardian of one (rules ENR-30). */
export type MajorityKind = 'majority' | 'majority-choice' | 'majority-guardian'

/** A letter that carries a code. Days are YYYY-MM-DD; the code is 12 characters without hyphens. */
export type CodeLetter = LetterBase &
  (
    | { kind: 'opening' | 'opening-guardian' | 'child' | 'reminder'; code: string; opensOn: string; validUntil: string }
    | { kind: 'new-code' | 'recovery' | MajorityKind; code: string; validUntil: string }
  )

/** What was decided, when, how and under which number. A transition ends on `opensOn` (rules ENR-6). Days are YYYY-MM-DD. */
export type ProofWords = {
  decidedOn: string
  channel: 'online' | 'phone' | 'counter' | 'post'
  reference: string
  /** when the letter came in which it was decided */
  receivedOn?: string
} & (
  | { kind: 'proof-opposition' | 'proof-late' | 'proof-closure' | 'proof-erasure' }
  | { kind: 'proof-transition'; opensOn: string }
)

/** A letter that proves what was decided; it holds no code. */
export type ProofNotice = LetterBase & ProofWords

/** The form by which somebody refuses by post; `recipient` is the scheme that it goes to. */
export type RefusalForm = Omit<LetterBase, 'reference' | 'personName'> & { kind: 'refusal-form' }

/** A letter about one person. */
export type NoticeLetter = CodeLetter | ProofNotice

/** What prints letters, in the wording of the day they are made. */
export interface NoticePress {
  /** Throws a Problem that names the line or the field that cannot be printed. */
  check(letter: NoticeLetter): void
  /** One letter, or the form, as PDF; throws the Problem of a letter that cannot be printed. */
  print(letter: NoticeLetter | RefusalForm): Promise<Buffer>
  /** Writes all letters as one PDF and ends `into`. */
  printBatch(letters: Iterable<NoticeLetter>, into: Writable): Promise<{ letters: number; pages: number }>
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

import type { Language } from '../../reference/language.ts'
import type { LetterChannel, LetterKind, LetterSender } from '../../reference/letter-shapes.ts'

interface Sheet {
  kind: LetterKind
  /** the language that leads; the other one follows on a page of its own */
  lang: Language
  /** at most seven lines (six and the country) of at most 38 characters. Spec: NF Z 10-011 */
  recipient: readonly string[]
  sender: LetterSender
  /** `YYYY-MM-DD`: printed on the letter, and the only date in the file */
  madeOn: string
}

interface LetterBase extends Sheet {
  /** the number of its file and its place there, or what it was made under; for a proof, the number to quote */
  reference: string
  /** whose space it is: the addressee, the child, the protected person */
  personName: string
}

/**
 * L1: the space opens on `opensOn` unless refused; the same again before the end of a transition (rules ENR-6). `code` is 12
 * characters without hyphens. Days are `YYYY-MM-DD`.
 */
export interface OpeningLetter extends LetterBase {
  kind: 'opening' | 'opening-guardian' | 'reminder'
  code: string
  opensOn: string
  validUntil: string
}

/** L2: one per child, to a parent. */
export interface ChildLetter extends LetterBase {
  kind: 'child'
  code: string
  opensOn: string
  validUntil: string
}

/**
 * L3: a new code that was asked for, to open or back into a space whose means are lost; or the letter to a new adult or their guardian,
 * whose space opens on no day (rules ENR-30).
 */
export interface NewCodeLetter extends LetterBase {
  kind: 'new-code' | 'recovery' | 'majority' | 'majority-choice' | 'majority-guardian'
  code: string
  validUntil: string
}

interface ProofBase extends LetterBase {
  decidedOn: string
  channel: LetterChannel
  /** `YYYY-MM-DD`: when the letter came in which it was chosen */
  receivedOn?: string
}

/** L4: proof of what was chosen, when and how. It holds no code. After a first refusal that only begins a transition: until when. */
export type ProofLetter =
  | (ProofBase & { kind: 'proof-opposition' | 'proof-late' | 'proof-closure' | 'proof-erasure' })
  | (ProofBase & { kind: 'proof-transition'; opensOn: string })

/** W5: the form by which somebody refuses by post, to be filled in by hand, in one language on one page. It knows nothing of anybody. */
export interface RefusalForm extends Sheet {
  kind: 'refusal-form'
}

/** Everything the press can print. */
export type Letter = OpeningLetter | ChildLetter | NewCodeLetter | ProofLetter | RefusalForm

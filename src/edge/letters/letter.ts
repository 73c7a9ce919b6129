import type { Language } from '../../reference/language.ts'
import type { LetterChannel, LetterKind, LetterSender } from '../../reference/letter-shapes.ts'

interface LetterBase {
  kind: LetterKind
  /** the language that leads; the other one follows on a page of its own */
  lang: Language
  /** at most seven lines (six and the country) of at most 38 characters. Spec: NF Z 10-011 */
  recipient: readonly string[]
  sender: LetterSender
  /** `YYYY-MM-DD`: printed on the letter, and the only date in the file */
  madeOn: string
  /** a random number for this letter; for a proof, the number to quote */
  reference: string
  /** whose space it is: the addressee, the child, the protected person */
  personName: string
}

/** L1: the space opens on `opensOn` unless refused. `code` is 12 characters without hyphens. Days are `YYYY-MM-DD`. */
export interface OpeningLetter extends LetterBase {
  kind: 'opening' | 'opening-guardian'
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

/** L3: a new code that was asked for. */
export interface NewCodeLetter extends LetterBase {
  kind: 'new-code'
  code: string
  validUntil: string
}

/** L4: proof of what was chosen, when and how. It holds no code. */
export interface ProofLetter extends LetterBase {
  kind: 'proof-opposition' | 'proof-closure' | 'proof-erasure'
  decidedOn: string
  channel: LetterChannel
}

/** Everything the press can print. */
export type Letter = OpeningLetter | ChildLetter | NewCodeLetter | ProofLetter

import type { Representation } from '../register/types.ts'

/** Between which days (YYYY-MM-DD, both included) a letter can have come. */
export interface LetterDays {
  from: string
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

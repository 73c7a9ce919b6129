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

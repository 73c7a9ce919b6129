/** By which way a code would reach the person; `to` is masked. */
export type CodeWay = { by: 'mail' | 'sms'; to: string } | { by: 'letter' }

/** A code to open or refuse with that was made for somebody: when, on what wish (`notice`: a letter nobody asked for), how it left. */
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

/** Codes of one week, Monday to Sunday, that were sent anew. `null`: so few that they might name somebody. */
export interface CodeWeek {
  /** its Monday, YYYY-MM-DD */
  week: string
  total: number | null
  /** by `mail`, `sms`, `letter` */
  channels: (number | null)[]
  /** on the wish of `request`, `phone`, `post`, `counter`, `letters` */
  origins: (number | null)[]
  /** asked for, and held back by a limit */
  held: number | null
}

/** The board of codes. */
export interface CodeBoard {
  /** the last finished weeks, newest first: what is shown of one never changes, and nothing adds weeks up */
  weeks: CodeWeek[]
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

import type { Act, Actor, Audience, AuthLevel, GivenAccess, Justification, Origin } from '../access/types.ts'

/** What an entry says beside the columns in clear: sealed with the space's journal key (Law: EHDS Annex II 3.2). */
export interface EntryBody {
  version: 1
  actor: Actor
  authLevel: AuthLevel
  origin: Origin
  /** why it was permitted or refused, a reason of data/reasons */
  reason: string
  /** the tie the decision rested on */
  capacity: string
  /** name of the rule set that decided */
  policy: string
  /** the professional or facility a block or a permission is about */
  partyId?: string
  /** the last entry of another chain that opens with this one: its number and hash stand here for good */
  link?: { audience: Audience } & Pick<EntryPlace, 'n' | 'hash'>
  /** why an emergency was opened, or what was noted after it */
  justification?: Justification
  /** what the holder closed to emergencies from then on */
  emergencyRule?: readonly string[]
  /** what it changes of who may enter: scope, evidence, end */
  access?: GivenAccess
}

/** An entry before the database gives it its number, instant and hash. */
export interface NewEntry {
  spaceId: string
  audience: Audience
  effect: 'permit' | 'refuse'
  reach: 'look' | 'change'
  act: Act
  documentId?: string
  body: EntryBody
  /** the epoch the decision was made on; a refusal needs none */
  epoch?: string
}

/** The body as it is committed to: with a copy of the columns in clear, so that none of them can be rewritten unnoticed. */
export interface CommittedBody extends EntryBody {
  clear: { space: string; audience: string; effect: string; reach: string; act: string; document: string | null }
}

/** Where an entry stands in its chain: what a receipt tells. `hash` is hexadecimal. */
export interface EntryPlace {
  n: string
  at: string
  hash: string
}

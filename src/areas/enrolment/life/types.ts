import type { Tie } from '../../../access/standing-ties.ts'
import type { NewPerson } from '../../identity/index.ts'
import type { Visitor } from '../../../access/types.ts'
import type { Connection } from '../../../platform/database/database.ts'
import type { Identifier } from '../../../reference/document-entry.ts'
import type { EntryWay, RegisterPerson } from '../register/types.ts'

/** By which way a wish came to us, or that the date or the insurer's file did it. */
export type LifeChannel = 'online' | 'phone' | 'counter' | 'post' | 'campaign' | 'clock' | 'import'

/** A letter in which somebody decides: the day (YYYY-MM-DD) on which it came, and who signed it where it is not the person. */
export type WishLetter = { receivedOn: string; representative?: string }

/** Who does it, and by which way. `visitor` is the holder, a member of the staff, or the clock (`clockVisitor`). */
export interface LifeStep {
  personId: string
  visitor: Visitor
  channel: LifeChannel
  /** the person's version that the step rests on: whoever decided otherwise since then wins (`RegisterPerson.version`) */
  version?: number
  /** under which mandate of the counter, by which approval of two persons, on which letter: ids and days, kept in the event */
  under?: { mandate: string } | { approval: string } | WishLetter
  /** by what somebody who enters proved who they are */
  provenBy?: Exclude<EntryWay, 'representative' | 'recovery'>
  /** what else is written with the step, in its transaction: all of it happens, or nothing */
  beside?(connection: Connection, person: RegisterPerson): Promise<void>
}

/** What is known of a person beside the insurer's line when their space is founded: their ties, other spellings of their name. */
export interface FoundingFacts {
  ties?: Tie[]
  otherSpellings?: NewPerson['otherSpellings']
}

/** A proof of what was decided, for a letter that anybody may keep. */
export interface LifeProof {
  reference: string
  personId: string
  kind: 'opposition' | 'closure' | 'erasure'
  /** ISO instant */
  decidedAt: string
  channel: Exclude<LifeChannel, 'campaign' | 'clock' | 'import'>
  /** a first refusal of somebody with an older record: when the space opens unless they refuse again (rules ENR-6) */
  opensAt?: string
  /** under which mandate of the counter it was decided */
  mandate?: string
  /** YYYY-MM-DD: when the letter came in which it was decided */
  receivedOn?: string
  /** the space had opened by itself before the refusal was written down, which came in time */
  late?: true
}

/**
 * The life of a space, from the notice to the erasure. Every step is one transaction: the register's standing, the space's
 * state, its journal entry and the mail that tells it, or nothing. A step that is no longer possible is a Problem `conflict`,
 * `enrolment-wrong-moment`; an unknown person `absent`, `enrolment-person-unknown`.
 */
export interface Lives {
  /** Refuses the opening. What waited is destroyed with its key. For an older record see ENR-6: the first time begins a transition. */
  oppose(step: LifeStep): Promise<RegisterPerson>
  /**
   * Takes back an opening that the date did and nobody entered: a refusal in a letter that came in time. Closed at once, and erased as
   * after a wish for it.
   */
  opposeLate(step: LifeStep): Promise<RegisterPerson>
  /** Opens the space: at the end of the time to oppose, or because the person wants it now. Gives its id. */
  open(step: LifeStep, facts?: FoundingFacts): Promise<string>
  /**
   * The holder's first own entry; opens the space first when it is not open. Gives its id. A second time changes nothing. Opening and
   * entering are two transactions: what lies between them is an open space that nobody has entered.
   */
  activate(step: LifeStep, facts?: FoundingFacts): Promise<string>
  close(step: LifeStep): Promise<RegisterPerson>
  reopen(step: LifeStep): Promise<RegisterPerson>
  suspend(step: LifeStep): Promise<RegisterPerson>
  resume(step: LifeStep): Promise<RegisterPerson>
  /** The holder objects to the closing of a suspended space: it waits for the operator. */
  object(step: LifeStep): Promise<RegisterPerson>
  requestErasure(step: LifeStep): Promise<RegisterPerson>
  cancelErasure(step: LifeStep): Promise<RegisterPerson>
  /** Freezes the space the same day. */
  recordDeath(step: LifeStep): Promise<RegisterPerson>
  /** Records the death that the insurer's file says, the first time; nothing when it is known. */
  followDeath(personId: string): Promise<void>
  correctDeath(step: LifeStep): Promise<RegisterPerson>
  /** Does what is due now, for at most `limit` persons; gives how many it did. Several workers may call it at once. */
  runDue(limit: number): Promise<number>
  /**
   * Before a deposit: when this identifier is that of somebody whose opening is awaited, founds the space in which deposits wait.
   * Nothing for anybody else; a caller learns nothing by it.
   */
  awaitDeposits(ins: Identifier): Promise<void>
  /** Founds the space in which what the operator brings waits, also before the person was told; nothing where there is one. */
  prepareSpace(personId: string): Promise<void>
  /** Does what an erasure left behind it, as queued: spaces merged into it, what corrections left in the spaces of others. */
  eraseRemains(remains: Readonly<Record<string, string>>): Promise<void>
}

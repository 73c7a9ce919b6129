import type { Visitor } from '../../access/types.ts'
import type { BoardQuery, BoardRow } from './board.ts'
import type { Figures } from './figures.ts'
import type { Told } from './mask.ts'
import type { Delay } from './types.ts'

/** The board: the months it is about, the last one under way, and its rows. */
export interface FeedBoard {
  months: readonly string[]
  rows: readonly BoardRow[]
}

/** Somebody on a card: the software of a facility, the facilities of a software. An empty id: by hand, on the pages. */
export interface CardParty {
  id: string
  name: string
  figures: Figures
  asked?: Asked
}

/** When a producer was last asked to look at its figures, an ISO instant; `isOfMonth`: this month. */
export interface Asked {
  at: string
  isOfMonth: boolean
}

/** A card of a facility or of a software. */
export interface FeedCard {
  id: string
  name: string
  months: readonly { month: string; figures: Figures }[]
  reasons: readonly { reason: string; told: Told }[]
  parties: readonly CardParty[]
  /** what the facility owes; empty on the card of a software */
  rows: readonly BoardRow[]
  /** by the other's id, who was asked */
  asked: ReadonlyMap<string, Asked>
}

/** A facility's own card: its own numbers, none of them masked. */
export interface OwnFeedCard extends FeedCard {
  /** how long after they were made its documents of today came */
  delays: readonly { delay: Delay; n: number }[]
}

/** Where the operator's staff looks at what is sent, and asks producers to. Whoever comes is written down. */
export interface FeedDesk {
  readBoard(visitor: Visitor, query: BoardQuery): Promise<FeedBoard>
  /** Every software that sent something, the most refused first. */
  listSoftware(visitor: Visitor): Promise<CardParty[]>
  /** Problem `absent`, `producer-unknown`. */
  readFacility(visitor: Visitor, facilityId: string): Promise<FeedCard>
  /** By what stands for it in an address; Problem `absent`, `producer-unknown`. */
  readSoftware(visitor: Visitor, mark: string): Promise<FeedCard>
  /**
   * Asks a facility, and who runs its software, to look; without software (an empty id) the facility alone. Problem `conflict`,
   * `producer-asked-already`, the second time in a month; `absent`, `producer-unknown`, for software that sends nothing from there.
   */
  notify(visitor: Visitor, producer: { facilityId: string; softwareId: string }): Promise<void>
}

/** What a facility sees of itself. */
export interface OwnFeeds {
  /** Nothing for whoever acts for no facility. */
  readOwn(visitor: Visitor): Promise<OwnFeedCard | undefined>
}

import type { SpaceAddress, Visitor } from '../../access/types.ts'
import type { ProblemDetails, Problem } from '../../platform/problem.ts'
import type { CareLine, CareSaying } from '../../reference/care-entry.ts'

/** What became of a line that a feed brought: it is new, it corrects or takes back, it was there already, or something newer stands. */
export type CareOutcome = 'added' | 'corrected' | 'taken-back' | 'there' | 'older'

/** A line that was brought, under the id it has here. */
export interface BroughtCare {
  spaceId: string
  id: string
  became: CareOutcome
}

/** Which lines are wanted; days are `YYYY-MM-DD`, both included, the newest first. */
export interface CareQuery {
  from?: string
  to?: string
  /** key of a kind */
  kind?: string
  /** key of a statement */
  statement?: string
  /** cursor of the page before */
  after?: string
  /** 100 when left out, 500 at most */
  count?: number
}

/** A line as this visitor sees it. */
export interface SeenCare {
  line: CareLine
  /** professionals do not see it, but for who sees what is hidden; told to who arranges it alone */
  isHidden: boolean
  /** who represents the person does not see it */
  isSecret: boolean
}

/** A page of a care history. */
export interface CarePage {
  spaceId: string
  lines: SeenCare[]
  /** cursor of the next page */
  next?: string
  /** how many lines this visitor may see in all, whatever was asked, by month (`YYYY-MM`) and kind, the newest month first */
  counts: readonly { month: string; kind: string; count: number }[]
  /** professionals see none of it; told to who arranges it alone */
  isHidden: boolean
}

/** A line of a file that was not taken: its number, the field at fault, and why. */
export interface CareFlaw {
  line: number
  field: string
  reason: string
  details: ProblemDetails
}

/** What became of the lines of a file. */
export type CareTally = Record<CareOutcome, number> & { lines: number; rejected: number }

/** A file of a feed, and who is told how far it is. */
export interface CareFile {
  /** key of the feed */
  feed: string
  pieces: AsyncIterable<Buffer>
  onFlaws(flaws: readonly CareFlaw[]): Promise<void>
  onLines?(lines: number): void
}

/** What feeds tell of the care that somebody received: beside what professionals write, and never mixed with it. Every method goes through the door. */
export interface CareHistory {
  /**
   * Takes lines of one person from a feed, all or none; the same one twice is there once. Problem `incorrect` with the field at fault, behind
   * `lines.N.` where several are sent: `care-…`; `refused`, `act-not-yours` for whoever is no feed.
   */
  bringCare(visitor: Visitor, space: SpaceAddress, sayings: readonly CareSaying[]): Promise<BroughtCare[]>
  /** The same, each by itself: what is at fault has its problem, the others are kept. Fails as a whole where the visit is refused. */
  bringEachCare(
    visitor: Visitor,
    space: SpaceAddress,
    sayings: readonly CareSaying[],
  ): Promise<(BroughtCare | Problem)[]>
  /**
   * Takes a file of a feed, a line of JSON each, while it comes; sent again it doubles nothing. What is not taken is told line by line. Problem
   * `incorrect`, `care-feed-unknown`.
   */
  importCare(file: CareFile): Promise<CareTally>
  /** What this visitor may see. Problem `incorrect`, `care-kind-unknown`. */
  readCare(visitor: Visitor, space: SpaceAddress, query: CareQuery): Promise<CarePage>
  /** One line that this visitor may see. `absent`, `care-line-unknown`. */
  findCareLine(visitor: Visitor, space: SpaceAddress, id: string): Promise<CareLine>
  /** Hides one line from professionals, or shows it again. `absent`, `care-line-unknown`. */
  hideCareLine(visitor: Visitor, space: SpaceAddress, choice: { id: string; hidden: boolean }): Promise<void>
  /** The same of all of it, whatever comes later. */
  hideCare(visitor: Visitor, space: SpaceAddress, hidden: boolean): Promise<void>
  /** A minor keeps a line from their parents, or shows it to them. Problem as `hideCareLine`; `refused`, `act-not-yours` for whoever is none. */
  keepCareLine(visitor: Visitor, space: SpaceAddress, choice: { id: string; secret: boolean }): Promise<void>
}

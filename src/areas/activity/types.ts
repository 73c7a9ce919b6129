import type { Act, Visitor } from '../../access/types.ts'

/** Something that a professional did themselves, with what the patient reads of why they could. Instants are ISO. */
export interface OwnDeed {
  id: string
  at: string
  spaceId: string
  /** as the professional last saw the person; absent for whom they never had before their eyes */
  name?: string
  act: Act
  /** a reason of data/reasons */
  reason: string
  channel: 'pages' | 'fhir' | 'cli' | 'jobs'
  documentId?: string
}

/** A page of one's own acts, newest first. */
export interface OwnDeeds {
  deeds: OwnDeed[]
  next?: string
}

/** Somebody whose record a professional opened. */
export interface SeenPatient {
  spaceId: string
  name: string
  /** the last time, an ISO instant */
  at: string
}

/** Which of one's own acts: since an instant and before another (ISO); those of visits to a minor alone only where they are asked for. */
export interface OwnDeedsQuery {
  onlyDeposits: boolean
  withSecret: boolean
  from?: string
  to?: string
  /** the `next` of the page before */
  before?: string
  count: number
}

/** What a professional finds again of what they did. Only ever one's own: who visits is whose it is. */
export interface Activity {
  /** Keeps under which name a professional saw whom; nothing for anybody else. */
  noteSeen(visitor: Visitor, seen: { spaceId: string; name: string }): Promise<void>
  /** Whose records they opened since midnight, the last one first: as far as whoever represents a minor may know of it. */
  listToday(visitor: Visitor): Promise<SeenPatient[]>
  /** When they last came into a space before today; nothing the first day. */
  findLastVisit(visitor: Visitor, spaceId: string): Promise<string | undefined>
  listOwn(visitor: Visitor, query: OwnDeedsQuery): Promise<OwnDeeds>
  /** for how many months an act is found again */
  keptMonths(): number
  /** Forgets what is older than the national parameter `activityMonths` says; gives how many. */
  sweep(): Promise<number>
}

import type { Visitor } from '../../access/types.ts'
import type { Identifier } from '../../reference/document-entry.ts'
import type { DeclineReason } from './requests-file.ts'

export type { DeclineReason } from './requests-file.ts'

/** Asked; answered by a deposit; declined with a reason; taken back by the holder; over because nobody answered in time. */
export type RequestState = 'asked' | 'answered' | 'declined' | 'taken-back' | 'over'

/** A request for a document, as its holder sees it. Instants and days are ISO. */
export interface DocumentRequest {
  id: string
  facilityName: string
  /** a category that people browse documents by; absent: any */
  category?: string
  /** about when it was made */
  year?: string
  note?: string
  askedAt: string
  dueOn: string
  isLate: boolean
  seenAt?: string
  state: RequestState
  reason?: DeclineReason
  /** what answered it */
  documentId?: string
}

/** What a holder asks for. `year` is four digits or empty, `category` one of those that documents are browsed by or empty. */
export interface Asked {
  facilityId: string
  category: string
  year: string
  note: string
}

/** A place that can be asked: a facility of the public registers. */
export interface Place {
  id: string
  name: string
}

/** What a holder does about a document that is missing. */
export interface Requests {
  /** Those of these parties that are places. */
  placesAmong(partyIds: readonly string[]): Promise<Place[]>
  /** Places whose name holds every word of what was typed, a few at most. */
  searchPlaces(name: string): Promise<Place[]>
  /**
   * Problem `incorrect`: `request-facility-unknown`, `request-year-wrong`, `request-category-wrong`, `request-note-too-long`; `conflict`,
   * `request-made` for the same twice; `busy`, `requests-too-many`.
   */
  ask(holder: Visitor, asked: Asked): Promise<void>
  /** The holder's own, newest first. */
  listOwn(holder: Visitor): Promise<DocumentRequest[]>
  /** Problem `conflict`, `request-over`. */
  takeBack(holder: Visitor, id: string): Promise<void>
}

/** A request in a facility's list: who asks they read when they open it. */
export type ListedRequest = Pick<DocumentRequest, 'id' | 'askedAt' | 'dueOn' | 'isLate' | 'seenAt'>

/** A request as the facility reads it that was asked. */
export interface ReceivedRequest extends DocumentRequest {
  /** who asks, and the space that answers them */
  holder: { name: string; birthDate: string; ins: Identifier; spaceId: string }
}

/** What a facility is asked for. Problem `absent`, `request-unknown`, for what another is asked for. */
export interface ReceivedRequests {
  /** Those that wait, the most due first; nothing for whoever practises in no place. */
  list(asked: Visitor): Promise<ListedRequest[]>
  /** How many wait; none for whoever practises in no place. */
  count(asked: Visitor): Promise<number>
  /** Opens one: its holder reads when that first happened. */
  find(asked: Visitor, id: string): Promise<ReceivedRequest>
  /** Says why it does not come. Problem `incorrect`, `request-reason-missing`; `conflict`, `request-over`. */
  decline(asked: Visitor, id: string, reason: string): Promise<void>
}

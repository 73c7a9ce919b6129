import type { SpaceAddress, Visitor } from '../../../access/types.ts'
import type { SubmissionMetadata } from '../../../reference/document-entry.ts'
import type { CodeFilter, IdentifierFilter, InstantFilter } from '../types.ts'

/** The filters of ITI-66 that can be combined. Empty or absent means: not filtered. */
export interface SetQuery {
  /** `submissionset`; folders are not there yet */
  kinds?: string[]
  status?: string[]
  ids?: string[]
  archived?: boolean
  date?: InstantFilter[]
  designations?: CodeFilter[]
  identifiers?: IdentifierFilter[]
  sourceIds?: IdentifierFilter[]
  /** who sent it: by identifier, and by the identifier of their facility */
  sources?: IdentifierFilter[]
  facilities?: IdentifierFilter[]
  sourceFamily?: string[]
  sourceGiven?: string[]
  titles?: string[]
  /** in the order in which they came in; newest first unless told */
  oldestFirst?: boolean
  count?: number
  /** the `next` of the page before */
  after?: string
}

/** One page of submission sets. `total` counts exactly those of which the visitor may see something. */
export interface SetPage {
  sets: SubmissionView[]
  total: number
  next?: string
}

/** A submission set as it was sent, with the ids of its documents that the visitor may see. */
export interface SubmissionView {
  id: string
  metadata: SubmissionMetadata
  documentIds: string[]
}

/** Submission sets, one by one and as lists. Every method takes the visitor first and goes through the door. */
export interface DocumentSets {
  readSubmission(visitor: Visitor, submissionId: string): Promise<SubmissionView>
  listSets(visitor: Visitor, space: SpaceAddress, query: SetQuery): Promise<SetPage>
}

import type { SpaceAddress, Visitor } from '../../../access/types.ts'
import type { SubmissionMetadata } from '../../../reference/document-entry.ts'
import type { CodeFilter, IdentifierFilter, InstantFilter } from '../types.ts'

/** The filters of ITI-66 that can be combined. Empty or absent means: not filtered. */
export interface SetQuery {
  /** `submissionset`, `folder`; both when absent */
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

/** One page of submission sets and folders. `total` counts exactly those of which the visitor may see something. */
export interface SetPage {
  sets: SetView[]
  total: number
  next?: string
}

/** A submission set as it was sent, with the ids of its documents that the visitor may see. */
export interface SubmissionView {
  id: string
  metadata: SubmissionMetadata
  documentIds: string[]
}

/**
 * A folder of the holder, with the ids of its documents that they may see now: for them alone. Where none may be seen it is not there.
 * `updatedAt`: when the newest of them came into the space (ISO); when each was put in the folder is kept nowhere.
 */
export interface FolderView {
  id: string
  name: string
  updatedAt: string
  documentIds: string[]
}

/** What a `List` is here. */
export type SetView = SubmissionView | FolderView

/** Submission sets, one by one and as lists. Every method takes the visitor first and goes through the door. */
export interface DocumentSets {
  /** By its id; a folder to its holder. Problem `absent`, `document-not-open`. */
  readSet(visitor: Visitor, setId: string): Promise<SetView>
  listSets(visitor: Visitor, space: SpaceAddress, query: SetQuery): Promise<SetPage>
}

import type { PagePicture } from '../../platform/confined/draw-pdf-page.ts'
import type { Readable } from 'node:stream'
import type { Decision } from '../../access/decision.ts'
import type { Opened } from '../../access/door-opened.ts'
import type { Relation, SpaceAddress, Visitor } from '../../access/types.ts'
import type {
  DocumentEntry,
  DocumentMetadata,
  DocumentStatus,
  Identifier,
  SubmissionAnswer,
  SubmissionMetadata,
} from '../../reference/document-entry.ts'

/** The bytes of a deposited document: in hand, or uploaded ahead and named by its binary id. */
export type SubmittedContent = { bytes: Buffer } | { stagedId: string }

/** One document of a submission, with what the depositor declared of its bytes and where errors should point. */
export interface SubmittedDocument {
  metadata: DocumentMetadata
  content: SubmittedContent
  /** declared size in bytes and SHA-1 in base64; compared with the bytes when given */
  declaredSize?: number
  declaredHash?: string
  /** path of the entry in the message, e.g. `Bundle.entry[1].resource`, for error details */
  field: string
}

/** A whole submission: all of it is stored, or nothing. */
export interface Submission {
  patient: Identifier
  /** absent for a simplified publish, where the server makes the set */
  set?: SubmissionMetadata
  documents: SubmittedDocument[]
  /** ids of documents whose status the same message sets to superseded */
  supersedes: string[]
  /** SHA-256 of the message as received: the same bytes again get the same answer */
  messageHash: Buffer
  /** documents made long ago that come in now, many of them: told once a day, never as something new */
  older?: true
  /** why it replaces what it replaces, in the depositor's words: stands with its entry */
  why?: string
}

/**
 * Whether the holder objected to nothing of this: asked where something comes into the record, in the same transaction. `parties` wrote or
 * deposit it; `documentId` where it is there already. Law: R.1111-47.
 */
export type MayList = (
  opened: Opened,
  listed: readonly {
    documentId?: string
    parties: readonly string[]
    metadata: Pick<DocumentMetadata, 'periodStart' | 'datedAt' | 'type'>
  }[],
) => Promise<boolean>

/**
 * Sets aside, of documents that came in otherwise than by a deposit, what the holder objected to: in the same transaction, so that nobody
 * saw it. `authorIds` wrote it; `id` where it stands in this space.
 */
export type SetAsideArrived = (
  opened: Opened,
  arrived: readonly { id: string; entry: DocumentEntry; authorIds: readonly string[] }[],
  correctionId?: string,
) => Promise<void>

/**
 * Called where an author withdraws a document, in the same transaction: what was disputed is settled by it. `wrongPerson`: it had been
 * deposited for somebody else.
 */
export type NoteWithdrawn = (
  opened: Opened,
  withdrawn: { entry: DocumentEntry; authorIds: readonly string[]; wrongPerson: boolean },
) => Promise<void>

/**
 * Called where an author would list again what was withdrawn: whether it left because its holder disputed it, or was somebody else's. Then
 * it stays out.
 */
export type HasLeft = (opened: Opened, documentId: string) => Promise<boolean>

export type { StoredDocument, SubmissionAnswer as SubmissionResult } from '../../reference/document-entry.ts'

/** What the virus scanner leaves closed: what it has not answered for, what it found something in. `scans`: whether there is one. */
export interface ClosedFiles {
  waiting: number
  infected: number
  scans: boolean
}

/** The filters of ITI-67 that can be combined. Empty or absent means: not filtered. */
export interface DocumentQuery {
  status?: DocumentStatus[]
  typeCodes?: CodeFilter[]
  classCodes?: CodeFilter[]
  formatCodes?: CodeFilter[]
  facilityTypes?: CodeFilter[]
  practiceSettings?: CodeFilter[]
  securityLabels?: CodeFilter[]
  eventCodes?: CodeFilter[]
  identifiers?: IdentifierFilter[]
  related?: IdentifierFilter[]
  relatesToIds?: string[]
  authorFamily?: string[]
  authorGiven?: string[]
  archived?: boolean
  created?: InstantFilter[]
  dated?: InstantFilter[]
  period?: InstantFilter[]
  ids?: string[]
  /** newest first unless told; `count` at most 100, 50 when absent */
  sort?: DocumentSort
  count?: number
  /** the `next` of the page before */
  after?: string
  /** whether every document is counted, however many there are */
  exactTotal?: boolean
}

/** A token filter: code alone, or in a system. */
export interface CodeFilter {
  system?: string
  code: string
}

/** An identifier filter: value alone, or in a system. */
export interface IdentifierFilter {
  system?: string
  value: string
}

/** A date filter as FHIR writes it: a prefix and the interval the written precision covers, [from, to) in ISO instants. */
export interface InstantFilter {
  prefix: 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge' | 'sa' | 'eb'
  from: string
  to: string
}

/** Orders of a list: by creation of the content or by reference date, newest or oldest first. */
export type DocumentSort = '-created' | 'created' | '-date' | 'date'

/**
 * One page of a list. `total` counts exactly the documents the visitor may see; it is absent where there are more than `countedAtMost`,
 * unless the query wants it whatever it costs.
 */
export interface DocumentPage {
  entries: DocumentEntry[]
  total?: number
  next?: string
}

/** A document with its bytes, to be streamed. The stream fails, never ends short, when the stored object is damaged. */
export interface DocumentContent {
  entry: DocumentEntry
  stream: Readable
}

/** Who will see a document, by name and role, before and after it is hidden or shown. */
export interface HidingPreview {
  entry: DocumentEntry
  viewers: {
    name: string
    role: 'author' | 'treating-doctor' | 'administrator' | 'care-team' | 'permitted'
    seesBefore: boolean
    seesAfter: boolean
  }[]
  /** it is shared with a facility or by a code too: with persons whom nobody can name beforehand */
  others?: true
  /** since when the holder has paused the space, an ISO instant: till its end who sees is who wrote, and `viewers` tells what comes after */
  pausedSince?: string
}

/** What a professional would be shown of a space at this instant, as its holder may know it. */
export interface SightPreview {
  /** who was asked for, as the register has them; a facility's profession is the one that was asked for */
  actor: { name: string; profession: string; facility?: string }
  /** the tie it rests on, and whose it is where it comes by the facility alone */
  ground: { relation: Relation; through?: string }
  /** whether their list opens at all, and why */
  list: Decision
  /** every document in force that the holder sees, newest content first, with what it would be to them */
  lines: { entry: DocumentEntry; decision: Decision }[]
  next?: string
}

/** The only metadata that may change after deposit (Spec: PDSm flows 3/4, rules DOC-40). */
export interface DocumentUpdate {
  status?: DocumentStatus
  archived?: boolean
  visibility?: Partial<DocumentEntry['visibility']>
  /** why, in the author's words: stands with its entry */
  why?: string
  /** it is withdrawn because it was deposited for somebody else */
  wrongPerson?: true
}

/** What became of one document of several: why it could not be, a reason of data/reasons, where it stays as it was. */
export interface DocumentOutcome {
  id: string
  because?: string
}

/** What the documents area offers to edges. Every method takes the visitor first and goes through the door. */
export interface Documents {
  submitDocuments(visitor: Visitor, submission: Submission): Promise<SubmissionAnswer>
  /** Uploads bytes ahead of the submission that will name them; unnamed ones are dropped after a day. */
  stageContent(
    visitor: Visitor,
    upload: { patient: Identifier; contentType: string; stream: Readable },
  ): Promise<{ blobId: string; size: number; hash: string }>
  listDocuments(visitor: Visitor, space: SpaceAddress, query: DocumentQuery): Promise<DocumentPage>
  readDocument(visitor: Visitor, documentId: string): Promise<DocumentEntry>
  /**
   * By document id or binary id. A superseded document answers `absent` with reason `document-superseded` (410), unless
   * `anyVersion` asks for it from the version history.
   */
  openContent(visitor: Visitor, id: string, options?: { anyVersion?: boolean }): Promise<DocumentContent>
  updateDocument(
    visitor: Visitor,
    target: { id: string } | { uniqueId: string },
    update: DocumentUpdate,
  ): Promise<DocumentEntry>
  /** Opens to the holder the journal of what was withheld from them, once nothing of it is any more; nothing before. */
  openWithheld(spaceId: string): Promise<void>
  /** A picture, drawn anew as a JPEG, or what is no picture; `onlyKept`: no browser opens it by itself. Also Problem `content-not-drawn`. */
  openView(visitor: Visitor, id: string): Promise<DocumentContent & { mediaType: string; onlyKept?: true }>
  /** One page of a PDF, from 0, drawn as a picture. Problems as `openView`. */
  openPage(visitor: Visitor, id: string, page: number): Promise<PagePicture>
  /** Shows the bytes of a document that waits for it to the virus scanner; Problem `unavailable` where that does not answer. */
  scanContent(documentId: string): Promise<void>
  /** How many files no reader gets, over all spaces; whether new ones are scanned. */
  countClosed(): Promise<ClosedFiles>
  previewHiding(visitor: Visitor, documentId: string): Promise<HidingPreview>
  /** `profession` is asked of a facility: what somebody of that profession finds who comes from it. */
  previewSight(
    visitor: Visitor,
    spaceId: string,
    query: { partyId: string; profession: string; after?: string },
  ): Promise<SightPreview>
  hideDocument(visitor: Visitor, documentId: string): Promise<DocumentEntry>
  showDocument(visitor: Visitor, documentId: string): Promise<DocumentEntry>
  /** Hides or shows each by itself, as one alone: what cannot be is told and holds up no other (rules DOC-9). At most `mostHidden`. */
  hideSeveral(visitor: Visitor, change: { ids: readonly string[]; hidden: boolean }): Promise<DocumentOutcome[]>
  /** A minor keeps a document from who represents them. Problem `refused`, `act-not-yours` for anybody else. */
  keepDocument(visitor: Visitor, documentId: string): Promise<DocumentEntry>
  tellDocument(visitor: Visitor, documentId: string): Promise<DocumentEntry>
}

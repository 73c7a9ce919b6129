import type { Readable } from 'node:stream'
import type { Visitor } from '../../../access/types.ts'
import type { SubmissionAnswer } from '../../../reference/document-entry.ts'

/** A document that a person adds to their space, or to that of a child, its bytes uploaded ahead. */
export interface AddedDocument {
  spaceId: string
  /** binary id of the upload */
  uploadId: string
  contentType: string
  /** one of the types of the offer */
  typeCode: string
  /** empty: the name of its type */
  title: string
  /** the day on the document, YYYY-MM-DD */
  day: string
  /** the language of the page that it was added with */
  lang: 'fr' | 'en'
  /** the document of one's own that it is a new version of */
  replaces?: string
  /** where its pages were put in order: the words of that order, which stand for the upload when the same is sent again */
  order?: string
}

/** What a person says of a document that they added. */
export type AddedSaying = Pick<AddedDocument, 'spaceId' | 'typeCode' | 'title' | 'day' | 'lang'>

/** The kinds of file and of document that may be added, and how many bytes at most. */
export interface AddingOffer {
  files: readonly { contentType: string; name: string; endings: readonly string[] }[]
  /** photos that are taken, and kept as a JPEG */
  converted: readonly { name: string; declared: readonly string[]; endings: readonly string[] }[]
  maxBytes: number
  /** how many photos one document is made of at most */
  maxPhotos: number
  /** `adultsOnly`: what nobody says in another's place, and no minor (L.1111-11) */
  types: readonly { code: string; fr: string; en: string; adultsOnly?: boolean }[]
}

/** What a file's name lets one guess of a document; every word of it can be changed. */
export interface AddingProposal {
  typeCode: string
  /** empty for a name that a camera made */
  title: string
  /** YYYY-MM-DD: the one of the name, else today */
  day: string
}

/** Adding documents to one's own space, or to a child's, over the one way to deposit. */
export interface DocumentAdding {
  addingOffer(): AddingOffer
  /** The kind of a file, by what the browser says of it or else by its name; nothing for one that is not taken. */
  findAddedKind(file: { type: string; name: string }): string | undefined
  proposeAdded(fileName: string): AddingProposal
  /** Takes the bytes in, checked as any deposit; an upload that is not named within a day is dropped. */
  uploadAdded(
    visitor: Visitor,
    file: { spaceId: string; contentType: string; stream: Readable },
  ): Promise<{ uploadId: string; size: number }>
  /**
   * The same upload sent again with the same words gets the same answer. Problem `incorrect`, `document-day-impossible` for a day before the
   * holder's birth or to come, `document-type-unknown` for a type that is not a citizen's.
   */
  addDocument(visitor: Visitor, added: AddedDocument): Promise<SubmissionAnswer>
  /** The type of document that the space makes of its own profile. */
  madeType(): string
  /** Keeps what the space made of its own profile, uploaded ahead, in the place of the one before. */
  keepMade(visitor: Visitor, made: Pick<AddedDocument, 'spaceId' | 'uploadId' | 'lang'>): Promise<SubmissionAnswer>
  /**
   * Changes what is said of a document of one's own: a new version of what is said, of the same bytes (rules DOC-10). Problems as `addDocument`;
   * `refused`, `document-not-own` for what a professional put.
   */
  changeAdded(visitor: Visitor, documentId: string, saying: AddedSaying): Promise<void>
}

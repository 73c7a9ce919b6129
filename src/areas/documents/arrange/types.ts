import type { Visitor } from '../../../access/types.ts'
import type { DocumentEntry } from '../../../reference/document-entry.ts'
import type { DocumentPage, DocumentQuery, DocumentSort } from '../types.ts'

/** A folder of the holder. */
export interface Folder {
  id: string
  name: string
}

/** What came in with a correction: whole folders, and the places and pins of documents. */
export interface BroughtArrangement {
  correctionId: string
  folders: readonly string[]
  places: Readonly<Record<string, string>>
  pins: readonly string[]
}

/** How documents are arranged, as it is kept: folder by document, pins in their order. */
export interface Arrangement {
  folders: readonly Folder[]
  places: Readonly<Record<string, string>>
  pins: readonly string[]
  /** whether new documents come in hidden from professionals; absent: visible */
  newHidden?: true
  /** names of the places that stand on the home page */
  shortcuts?: readonly string[]
  /** what corrections brought along, so that it goes when they are taken back */
  brought?: readonly BroughtArrangement[]
}

/** What a holder changes of how their documents are arranged. */
export type ArrangementChange =
  | { what: 'add-folder'; name: string }
  | { what: 'rename-folder'; folderId: string; name: string }
  /** the documents in it stay in the record */
  | { what: 'remove-folder'; folderId: string }
  /** into a folder, out of the one before; out of every folder where none is named */
  | { what: 'move'; documentId: string; folderId?: string }
  | { what: 'pin' | 'unpin'; documentId: string }
  /** the places that stand on their home page, in the place of those before; by names that pages give */
  | { what: 'choose-shortcuts'; names: readonly string[] }

/** The orders of a holder's own list: by date, or by what they read of each document. */
export type OwnSort = DocumentSort | 'title' | 'author'

/** A holder's own list, and the folder they look into. */
export interface OwnQuery extends Omit<DocumentQuery, 'sort' | 'ids'> {
  sort?: OwnSort
  folderId?: string
}

/** A page of a holder's own list, with their folders. `pinned` stands on the first page of a list that nothing narrows. */
export interface OwnPage extends DocumentPage {
  folders: readonly Folder[]
  pinned: readonly DocumentEntry[]
  /** names of the places that stand on the home page */
  shortcuts?: readonly string[]
}

/** Where one document lies in its holder's arrangement. */
export interface DocumentPlace {
  entry: DocumentEntry
  folders: readonly Folder[]
  folderId?: string
  isPinned: boolean
}

/** How a holder arranges their documents: private to them, whoever represents or treats them (rules DOC-13, DOC-14). */
export interface DocumentArranging {
  /** One journal entry. Problem `absent`, `folder-unknown` for a folder that is not there. */
  listOwn(holder: Visitor, query: OwnQuery): Promise<OwnPage>
  findPlace(holder: Visitor, documentId: string): Promise<DocumentPlace>
  /**
   * Problem `incorrect`: `folder-name-missing`, `folder-name-too-long`, `folder-name-signs`, `folder-name-taken`, `too-many-folders`,
   * `too-many-pins`, `too-many-shortcuts`; `absent`: `folder-unknown`, `document-not-open`.
   */
  arrange(holder: Visitor, change: ArrangementChange): Promise<void>
}

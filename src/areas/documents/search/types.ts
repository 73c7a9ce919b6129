import type { SpaceAddress, Visitor } from '../../../access/types.ts'
import type { DocumentEntry } from '../../../reference/document-entry.ts'
import type { Chosen } from '../browse/types.ts'
import type { ResultLine } from '../results/result-points.ts'
import type { ExtractPart } from './cut-extract.ts'

/** What to look for in one record. */
export interface SearchQuery {
  /** as somebody typed it; at most 200 characters are read */
  words: string
  /** what was chosen beside: only documents among these are searched, and no values */
  chosen?: Chosen
  /** 1 for the first page of twenty */
  page: number
}

/** A document that was found; with the place in its text where its text has what was looked for. */
export interface FoundDocument {
  entry: DocumentEntry
  extract?: readonly ExtractPart[]
}

/** A kind of value that was found by its name: the newest line, from which its way over the years is followed. */
export interface FoundValue {
  label: string
  line: ResultLine
  /** when it was last measured, ISO */
  at: string
  /** the language of its document */
  language?: string
}

/** One page of what was found, newest first. All numbers count what the visitor may read, and nothing else. */
export interface FoundPage {
  documents: readonly FoundDocument[]
  values: readonly FoundValue[]
  total: number
  hasMore: boolean
  /** how many documents' texts are still to be read: in these only titles, authors and dates were searched */
  unread: number
  /** how many documents have no text, pictures and scans: the same */
  wordless: number
  /** false: the record is longer than is searched at once, and only its newest part was */
  isWhole: boolean
}

/** Search inside a record, as pages offer it: one look, one entry in the journal. */
export interface DocumentSearch {
  searchDocuments(visitor: Visitor, space: SpaceAddress, query: SearchQuery): Promise<FoundPage>
  /** What is looked for as an address may carry it: sealed for this one space, of a length that tells little. */
  sealWords(spaceId: string, words: string): Promise<string>
  /** Gives back what was sealed for this space; nothing for anything else. */
  openWords(spaceId: string, sealed: string): Promise<string | undefined>
}

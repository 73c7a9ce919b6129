import type { SpaceAddress, Visitor } from '../../../access/types.ts'
import type { Coding } from '../../../reference/document-entry.ts'
import type { DocumentPage } from '../types.ts'

/** What a reader chose among the facets. Absent: everything. */
export interface Chosen {
  /** the types of a category */
  typeCodes?: readonly string[]
  /** four digits, UTC */
  year?: string
  /** a key of `Facets.authors` */
  author?: string
  /** a key of `Facets.specialties` */
  specialty?: string
  /** only what came after `since` */
  onlyNew?: boolean
  /** an ISO instant: what was deposited later is new */
  since?: string
  /** only what the visitor wrote or deposited themselves, replaced and withdrawn ones included */
  onlyOwn?: boolean
}

/** A list to browse: documents in force, or one's own in every state. */
export interface BrowseQuery extends Chosen {
  sort: '-created' | 'created'
  count: number
  /** the `next` of the page before */
  after?: string
}

/** How many documents a choice would leave, exactly; none where other choices leave none of theirs. `key` is opaque, and good in this space only. */
export interface AuthorFacet {
  key: string
  name: string
  count: number
}

/** The same for a specialty, as the documents write it. */
export interface SpecialtyFacet {
  key: string
  coding: Coding
  count: number
}

/** What a list can be narrowed by, counted among what the visitor may read and after what was chosen already. */
export interface Facets {
  /** false: the record is longer than is counted, and the counts are those of its newest part; the page has no `total` then */
  isCounted: boolean
  types: ReadonlyMap<string, number>
  years: ReadonlyMap<string, number>
  authors: readonly AuthorFacet[]
  specialties: readonly SpecialtyFacet[]
  /** how many are new */
  fresh: number
}

/** A page of a list with its facets. */
export interface BrowsedPage extends DocumentPage {
  facets: Facets
}

/** Browsing, as pages offer it: one look, one entry in the journal. */
export interface DocumentBrowsing {
  browseDocuments(visitor: Visitor, space: SpaceAddress, query: BrowseQuery): Promise<BrowsedPage>
}

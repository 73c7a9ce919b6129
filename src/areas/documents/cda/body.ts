/**
 * The body of a document as a small safe tree: all that a page may draw. It holds no markup, no address, no script and no style
 * beyond three marks; every text is plain and must be escaped by whoever draws it. Trust: none of it was written by us.
 */
export interface CdaBody {
  sections: BodySection[]
  /** index of the file that is the whole document (level 1); see `readEmbedded` */
  wholeFile?: number
}

/** A section with its heading, its blocks and the sections inside it. */
export interface BodySection {
  title?: string
  blocks: BodyBlock[]
  sections: BodySection[]
}

/** What follows one below the other. `media` names a file carried inside by its index, with the caption the author gave. */
export type BodyBlock =
  | { kind: 'paragraph'; caption?: string; inlines: BodyInline[] }
  | { kind: 'list'; ordered: boolean; caption?: string; items: BodyBlock[][] }
  | BodyTable
  | { kind: 'media'; index: number; caption?: string }

/** A table. Rows of the foot come last in `rows`. */
export interface BodyTable {
  kind: 'table'
  caption?: string
  head: BodyRow[]
  rows: BodyRow[]
}

/** A row of a table. */
export interface BodyRow {
  cells: BodyCell[]
}

/** A cell. `columns` and `rows` are how many it spans, 1 to 100; `scope` is set on headings only. */
export interface BodyCell {
  heading: boolean
  scope?: 'row' | 'col' | 'rowgroup' | 'colgroup'
  columns: number
  rows: number
  blocks: BodyBlock[]
}

/** Marks on a run of text. */
export type BodyMark = 'bold' | 'italics' | 'underline' | 'sub' | 'sup'

/** What follows one beside the other. Links are their text: their addresses are dropped. */
export type BodyInline = { kind: 'text'; text: string; marks: BodyMark[] } | { kind: 'break' }

/** Whose word a line is, by their id and the name they had then. */
export interface ProfileAuthor {
  as: 'holder' | 'representative'
  id: string
  name: string
}

/** The signed certificate that a line was read from. */
export interface LineCertificate {
  issuer: string
  id: string
  /** the dose, of how many: `2/2` */
  doses: string
  /** a key that is trusted here signed it */
  isVerified: boolean
}

/** What is said in one line of the profile before it stands there. */
export interface ProfileSaying {
  /** key of a section of data/profile/sections.json */
  section: string
  /** by the keys of the section's fields: words, codes of choices, dates as far as they are known (`2019`, `2019-04`, `2019-04-12`) */
  fields: Readonly<Record<string, string>>
  /** in the place of a line: there is nothing to declare */
  nothing?: true
  /** the document that it was taken from */
  documentId?: string
  /** where it was read from a certificate; gone once somebody says it otherwise */
  certificate?: LineCertificate
  /** a minor keeps it from who represents them (rules DOC-24) */
  secret?: true
}

/** What a line is linked with: something that has an address of its own (rules PML-6). */
export interface LineLink {
  kind: 'line' | 'document' | 'folder' | 'measure'
  /** a measure by its key in data/measures.json */
  id: string
  /** the correction that brought it along */
  broughtBy?: string
}

/** A line of the profile. */
export interface ProfileLine extends ProfileSaying {
  id: string
  /** made from this end; which of them somebody sees is decided end by end */
  links?: readonly LineLink[]
  author: ProfileAuthor
  /** ISO instants */
  enteredAt: string
  changedAt: string
}

import type { SpaceAddress, Visitor } from '../../access/types.ts'
import type { DocumentEntry } from '../../reference/document-entry.ts'
import type { LineLink, ProfileLine, ProfileSaying } from '../../reference/profile-entry.ts'
import type { Statement } from '../../reference/statement-entry.ts'

/** What a professional's document says, with where it stands. */
export interface StatedLine {
  statement: Statement
  documentId: string
  documentTitle: string
  /** who wrote it, as the document says; nothing where it does not */
  author?: string
  /** whether the document is kept from who represents the person */
  secret?: boolean
  /** opaque, of the document and the place in it: by this name it is ignored */
  key: string
}

/** What this visitor may see of one section. */
export interface ProfilePart {
  /** key of the section */
  section: string
  /** the newest last */
  lines: ProfileLine[]
  /** what documents say that this visitor may read, the newest document first; without what its holder took or ignored */
  stated: StatedLine[]
  /** that there is nothing to declare, and since when */
  nothing?: ProfileLine
  /** whether professionals do not see it; told to who changes it alone */
  isHidden: boolean
  /** whether it is time to read it again; told to who changes it alone. Rules PML-26. */
  toReread?: boolean
}

/** Something that a line is linked with, which this visitor may see. */
export type LinkedItem =
  | { kind: 'line'; id: string; line: ProfileLine }
  | { kind: 'document'; id: string; entry: DocumentEntry }
  | { kind: 'folder'; id: string; name: string }
  /** `id`: the key of a measure of data/measures.json */
  | { kind: 'measure'; id: string }

/** What the newest document that was made of the profile shows. */
export interface KeptProfile {
  documentId: string
  /** keys of the sections that are in it */
  sections: readonly string[]
}

/** What this visitor may see of a medical profile, in the order of the sections; each section is there, filled or not. */
export interface MedicalProfile {
  spaceId: string
  parts: ProfilePart[]
  /** the lines that the emergency card shows, by their ids */
  card: readonly string[]
  /** what lines are linked with, from either end, by the id of the line */
  linked: ReadonlyMap<string, readonly LinkedItem[]>
  /** told to who changes it alone */
  kept?: KeptProfile
}

/** What people say of their health, as data. Every method goes through the door. */
export interface Profile {
  /** Everything that this visitor may see. */
  readProfile(visitor: Visitor, space: SpaceAddress): Promise<MedicalProfile>
  /**
   * Keeps a line; what was said of the section, that there is nothing, goes. Gives its id, also where the very same stands there already. Problem
   * `incorrect` with the field at fault: `profile-section-unknown`, `profile-field-…`, `profile-date-…`; `conflict`: `profile-single`, `profile-once`,
   * `profile-full`; `refused`, `profile-adults-alone`.
   */
  addLine(visitor: Visitor, space: SpaceAddress, saying: ProfileSaying): Promise<{ id: string; isNew: boolean }>
  /** Says one otherwise. The problems of adding; `absent`, `profile-line-unknown`; `conflict`, `profile-there-already`. */
  changeLine(visitor: Visitor, space: SpaceAddress, changed: { id: string; saying: ProfileSaying }): Promise<void>
  /** Takes one away; for thirty days it can be put back. `absent`, `profile-line-unknown`. */
  deleteLine(visitor: Visitor, space: SpaceAddress, id: string): Promise<void>
  /** Puts back what was taken away. `absent`, `profile-line-unknown`. */
  restoreLine(visitor: Visitor, space: SpaceAddress, id: string): Promise<void>
  /** That there is nothing to declare, as of now. `incorrect`, `profile-section-unknown`; `conflict`, `profile-not-empty`. */
  declareNothing(visitor: Visitor, space: SpaceAddress, section: string): Promise<void>
  /** Takes what a document says into the profile, as a line of one's own that names it. `absent`, `profile-line-unknown`; the problems of adding. */
  takeStated(visitor: Visitor, space: SpaceAddress, key: string): Promise<void>
  /** Leaves aside what a document says; the document stays as it is. */
  ignoreStated(visitor: Visitor, space: SpaceAddress, key: string): Promise<void>
  /**
   * Reads the code of an EU digital COVID certificate into the vaccinations. Problem `incorrect`, `certificate-…`; gives whether it is new.
   */
  takeCertificate(visitor: Visitor, space: SpaceAddress, code: string): Promise<{ isNew: boolean }>
  /** Whether professionals see a section. `incorrect`, `profile-section-unknown`. */
  hideSection(visitor: Visitor, space: SpaceAddress, choice: { section: string; hidden: boolean }): Promise<void>
  /** Which lines the emergency card shows; ids that stand nowhere are left out. */
  chooseCard(visitor: Visitor, space: SpaceAddress, ids: readonly string[]): Promise<void>
  /**
   * Links a line with something that has an address; the same twice is once. `absent`, `profile-line-unknown`; `incorrect`, `profile-link-unknown`,
   * `profile-link-self`; `conflict`, `profile-links-full`.
   */
  linkLine(visitor: Visitor, space: SpaceAddress, linked: { id: string; link: LineLink }): Promise<void>
  /** Takes a link away, from whichever end it was made. */
  unlinkLine(visitor: Visitor, space: SpaceAddress, linked: { id: string; link: LineLink }): Promise<void>
  /** Notes which sections the document shows that was made of the profile. */
  noteKept(visitor: Visitor, space: SpaceAddress, kept: KeptProfile): Promise<void>
}

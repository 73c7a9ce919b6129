import type { CodeWanted, Concept } from './code-list.ts'
import type { Coding, DocumentStatus, Visibility } from './document-entry.ts'
import type { Language } from './language.ts'

/** The code lists of data/codes, by their file names. */
export type CodeListName =
  | 'document-types'
  | 'document-classes'
  | 'practice-settings'
  | 'confidentiality-codes'
  | 'author-specialties'
  | 'healthcare-facility-types'
  | 'author-functions'
  | 'format-codes'
  | 'professions'
  | 'savoir-faire'
  | 'reference-id-types'
  | 'mes-document-categories'

/** A type of document (XDS typeCode) with its class and the category a citizen browses by. */
export interface DocumentType extends Concept {
  readonly classCode: string
  /** a code of mes-document-categories */
  readonly mesCategory: string
  readonly patientAuthored?: boolean
  /** kept beside other documents and never shown: signatures */
  readonly technical?: boolean
}

/** A format with the CDA templates that announce it. */
export interface FormatCode extends Concept {
  readonly cdaTemplateIds?: readonly string[]
  readonly appliesWhen?: string
}

/** A system of identifiers of persons, professionals, facilities or documents. `system` is the URI we write. */
export interface IdentifierSystem {
  readonly key: string
  readonly system: string
  readonly fr: string
  readonly en: string
}

/** A standing of a document in XDS words. `archived` is null where it does not matter. */
export interface AvailabilityStatus {
  readonly xds: string
  readonly status: DocumentStatus
  readonly archived: boolean | null
}

/** Everything data/codes knows, frozen. Look-ups take a code system in any spelling: URI, `urn:oid:…` or bare OID. */
export interface Reference {
  /** The spelling we write for a system; an unknown one comes back as it is. */
  canonicalSystem(written: string): string
  /** The OID of a system in any spelling, where it has one: for CDA and XDS. */
  findOid(written: string): string | undefined
  canonicalCoding(coding: Coding): Coding
  all(list: CodeListName): readonly Concept[]
  find(list: CodeListName, wanted: CodeWanted): Concept | undefined
  /** The label to show; the code itself when the list does not have it. */
  label(list: CodeListName, wanted: CodeWanted, lang: Language): string
  findDocumentType(wanted: CodeWanted): DocumentType | undefined
  /** The class (XDS classCode) of a type, as a coding with its French label. Spec: ASS_X04. */
  classOf(type: DocumentType): Coding
  findProfession(wanted: CodeWanted): Concept | undefined
  /** Formats that a CDA template id (OID, without version) announces. */
  formatsOfTemplate(templateId: string): readonly FormatCode[]
  findIdentifierSystem(written: string): IdentifierSystem | undefined
  availability(status: DocumentStatus, archived: boolean): AvailabilityStatus
  /** What a document's confidentiality codes say of its visibility; other codes are ignored. Spec: TRE_A07, rules DOC-18. */
  visibilityOf(codings: readonly Coding[]): Visibility
  /** Whether a coding is one of the three visibility codes, in any spelling. */
  isVisibilityCode(coding: Coding): boolean
  /** The codes to add to a document's confidentiality for its visibility. */
  visibilityCodings(visibility: Visibility): Coding[]
}

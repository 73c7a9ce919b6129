/**
 * The words of a document's index, as XDS (IHE ITI TF-3 §4.2.3.2) has them. One model, several faces: FHIR (MHD/PDSm) today,
 * mail and SOAP later. Instants are ISO 8601 texts with the precision and zone their author wrote.
 */

/** A code in a code system; `system` is a URI (`urn:oid:…` where the standard gives only an OID). */
export interface Coding {
  system: string
  code: string
  display?: string
}

/** An identifier in a system, e.g. `urn:oid:1.2.250.1.71.4.2.1` and `801234567897`. */
export interface Identifier {
  system: string
  value: string
}

/** A person as a document names them. */
export interface PersonName {
  family: string
  given: string
}

/** A facility as a document names it. */
export interface FacilityName {
  id?: Identifier
  name: string
}

/** Who wrote: a person or a device, in a role, for a facility. */
export interface Author {
  id?: Identifier
  person?: PersonName
  device?: string
  specialty?: Coding
  role?: Coding
  facility?: FacilityName
  /** written by the patient, or by who represents them by law: no professional, whatever identifies them (rules DOC-2, DOC-32) */
  as?: 'patient' | 'related-person'
}

/** The patient as the source wrote them: what is compared, and what is given back unchanged. */
export interface SourcePatient {
  identifiers: Identifier[]
  family?: string
  given?: string
  gender?: string
  birthDate?: string
}

/** Visibility states added to the confidentiality code (rules DOC-18): each one narrows who may look. */
export interface Visibility {
  hidden: boolean
  withheld: boolean
  hiddenFromRepresentatives: boolean
}

/** Where a version of a document stands. `entered-in-error` is the logical deletion by its author. */
export type DocumentStatus = 'current' | 'superseded' | 'entered-in-error'

/** A link to another document of the same space, by its stable id. */
export interface DocumentRelation {
  code: 'replaces' | 'transforms' | 'signs' | 'appends'
  targetId: string
}

/** What a depositor says of a document: everything but what the server decides. */
export interface DocumentMetadata {
  /** masterIdentifier, `urn:oid:…` or `urn:uuid:…`: never changes */
  uniqueId: string
  /** the entryUUID the depositor proposed, if any */
  entryUuid?: string
  status: DocumentStatus
  archived: boolean
  visibility: Visibility
  confidentiality: Coding[]
  documentClass: Coding
  type: Coding
  format: Coding
  facilityType?: Coding
  practiceSetting?: Coding
  language?: string
  contentType: string
  title: string
  description?: string
  createdAt: string
  datedAt: string
  periodStart?: string
  periodEnd?: string
  authors: Author[]
  authenticator?: Author
  custodian?: FacilityName
  events: Coding[]
  /** referenceIdList: orders, accessions, studies */
  references: { type: string; value: string }[]
  sourcePatient: SourcePatient
  relatesTo: DocumentRelation[]
}

/** A document of a space as the vault gives it back. `hash` is the SHA-1 of the raw bytes, base64 (Spec: XDS hash). */
export interface DocumentEntry extends Omit<DocumentMetadata, 'entryUuid'> {
  id: string
  spaceId: string
  version: number
  entryUuid: string
  logicalUuid: string
  submissionId: string
  blobId: string
  size: number
  hash: string
  depositedAt: string
  /** it came in long after it was made, with others of its kind: nothing new to its holder */
  older?: true
  /** the holder says that it is not theirs, or wrong; till that is settled nobody but they and its author finds it */
  quarantined?: true
  /** its reader wants to hear of it from their doctor first: everything it says is left out */
  awaitsTalk?: true
  depositedBy: { id: string; name: string; facilityId?: string }
  /** named remarks of the validator: kept, shown to the depositor */
  warnings: string[]
}

/** What a depositor says of a set of documents sent together (FHIR List, XDS SubmissionSet). */
export interface SubmissionMetadata {
  uniqueId: string
  entryUuid?: string
  sourceId: string
  designation?: Coding
  title?: string
  submittedAt: string
  source?: Author
}

/** What became of one submitted document. */
export interface StoredDocument {
  id: string
  blobId: string
  entryUuid: string
  version: number
  size: number
  /** SHA-1 of the bytes, base64 */
  hash: string
  warnings: string[]
}

/** The answer to a submission; a replayed message gets the first one's. `receipt` is the journal's proof (chain, n, hash). */
export interface SubmissionAnswer {
  submissionId: string
  documents: StoredDocument[]
  receipt: { audience: string; n: string; hash: string }
}

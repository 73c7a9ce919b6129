/** A coded value as the document writes it; `oid` is the code system's. */
export interface CdaCode {
  code?: string
  oid?: string
  display?: string
  translations?: CdaCode[]
}

/** An instance identifier: an OID or UUID, and what it qualifies. */
export interface CdaId {
  root: string
  extension?: string
}

/** A person's name as most readers want it: the first family and given names that are written. */
export interface CdaPerson {
  family?: string
  given?: string
}

/** An organization that signs, employs or keeps. */
export interface CdaOrganization {
  ids: CdaId[]
  name?: string
}

/** A part of a name with its qualifier: BR given at birth, CL used. */
export interface CdaNamePart {
  qualifier?: string
  value: string
}

/** The patient as the header writes them. Dates are ISO with the written precision. */
export interface CdaPatient {
  ins: { type: string; oid: string; value: string }[]
  otherIds: CdaId[]
  names: { use?: string; family: CdaNamePart[]; given: CdaNamePart[] }[]
  gender?: CdaCode
  birthTime?: string
  birthplace?: string
}

/** Who wrote: a person, or a device. */
export interface CdaAuthor {
  time?: string
  ids: CdaId[]
  person?: CdaPerson
  device?: { model?: string; software?: string }
  specialty?: CdaCode
  role?: CdaCode
  institution?: CdaOrganization
}

/** An act that the document tells of. */
export interface CdaServiceEvent {
  code?: CdaCode
  time?: { low?: string; high?: string }
  practiceSetting?: CdaCode
}

/** A file carried inside. `size` in bytes, `sha1` in hexadecimal, `magic` the first five bytes as Latin-1. */
export interface CdaEmbeddedFile {
  where: 'nonXMLBody' | 'observationMedia'
  /** the ID a narrative names it by */
  id?: string
  /** declared, not sniffed */
  mediaType?: string
  size: number
  sha1: string
  magic: string
}

/** A section of the body with those inside it. */
export interface CdaSection {
  title?: string
  code?: CdaCode
  entries: number
  sections?: CdaSection[]
}

/**
 * The header of a CDA document, and what its body holds in outline: all that indexing needs.
 * Instants are ISO 8601 with the precision and zone their author wrote. Spec: CI-SIS minimal structure.
 */
export interface CdaHeader {
  /** `root` or `root^extension` */
  uniqueId?: string
  setId?: string
  versionNumber?: string
  typeCode?: CdaCode
  title?: string
  creationTime?: string
  confidentiality?: CdaCode
  language?: string
  /** `root` or `root^version` */
  templateIds: string[]
  patient: CdaPatient
  authors: CdaAuthor[]
  legalAuthenticator?: { ids: CdaId[]; person?: CdaPerson; specialty?: CdaCode; institution?: CdaOrganization }
  custodian?: CdaOrganization
  serviceEvents: CdaServiceEvent[]
  healthcareFacilityType?: CdaCode
  orders: string[]
  relatedDocuments: { typeCode?: string; ids: string[] }[]
  body: 'structuredBody' | 'nonXMLBody' | 'none'
  embedded: CdaEmbeddedFile[]
  sections: CdaSection[]
}

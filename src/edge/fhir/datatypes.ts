/** Datatypes of FHIR R4, as far as this server reads or writes them. The full element lists are data/fhir/elements.json. */
export interface Coding {
  system?: string
  code?: string
  display?: string
}

/** Spec: R4 CodeableConcept. */
export interface CodeableConcept {
  coding?: Coding[]
  text?: string
}

/** Spec: R4 Identifier. */
export interface FhirIdentifier {
  use?: string
  type?: CodeableConcept
  system?: string
  value?: string
}

/** Spec: R4 Extension, with the value types that MHD and PDSm use. */
export interface Extension {
  url: string
  valueBoolean?: boolean
  valueCode?: string
  valueCodeableConcept?: CodeableConcept
  valueIdentifier?: FhirIdentifier
  valueReference?: Reference
  valueString?: string
}

/** Spec: R4 Reference. */
export interface Reference {
  extension?: Extension[]
  reference?: string
  type?: string
  identifier?: FhirIdentifier
  display?: string
}

/** Spec: R4 HumanName. */
export interface HumanName {
  use?: string
  text?: string
  family?: string
  given?: string[]
}

/** Spec: R4 Attachment. `size` in bytes, `hash` SHA-1 in base64. */
export interface Attachment {
  extension?: Extension[]
  contentType?: string
  language?: string
  data?: string
  url?: string
  size?: number
  hash?: string
  title?: string
  creation?: string
}

/** Spec: R4 Quantity. */
export interface Quantity {
  value?: number
  comparator?: string
  unit?: string
  system?: string
  code?: string
}

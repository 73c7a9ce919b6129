/** FHIR R4 resources, as far as this server reads or writes them. The full element lists are data/fhir/elements.json. */
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
  valueCodeableConcept?: CodeableConcept
  valueIdentifier?: FhirIdentifier
  valueReference?: Reference
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

/** Members that every resource may have. */
interface ResourceBase {
  id?: string
  meta?: { versionId?: string; profile?: string[] }
  contained?: AnyResource[]
  extension?: Extension[]
}

/** Spec: R4 Patient. */
export interface Patient extends ResourceBase {
  resourceType: 'Patient'
  identifier?: FhirIdentifier[]
  name?: HumanName[]
  gender?: string
  birthDate?: string
}

/** Spec: R4 Practitioner. */
export interface Practitioner extends ResourceBase {
  resourceType: 'Practitioner'
  identifier?: FhirIdentifier[]
  name?: HumanName[]
}

/** Spec: R4 RelatedPerson, as an author. */
export interface RelatedPerson extends ResourceBase {
  resourceType: 'RelatedPerson'
  patient: Reference
  identifier?: FhirIdentifier[]
  name?: HumanName[]
}

/** Spec: R4 PractitionerRole. */
export interface PractitionerRole extends ResourceBase {
  resourceType: 'PractitionerRole'
  identifier?: FhirIdentifier[]
  practitioner?: Reference
  organization?: Reference
  code?: CodeableConcept[]
  specialty?: CodeableConcept[]
}

/** Spec: R4 Organization. */
export interface Organization extends ResourceBase {
  resourceType: 'Organization'
  identifier?: FhirIdentifier[]
  name?: string
}

/** Spec: R4 Device. */
export interface Device extends ResourceBase {
  resourceType: 'Device'
  identifier?: FhirIdentifier[]
  deviceName?: { name: string; type: string }[]
  type?: CodeableConcept
  owner?: Reference
}

/** Spec: R4 Attachment. `size` in bytes, `hash` SHA-1 in base64. */
export interface Attachment {
  contentType?: string
  language?: string
  data?: string
  url?: string
  size?: number
  hash?: string
  title?: string
  creation?: string
}

/** Spec: R4 DocumentReference.context. */
export interface DocumentContext {
  event?: CodeableConcept[]
  period?: { start?: string; end?: string }
  facilityType?: CodeableConcept
  practiceSetting?: CodeableConcept
  sourcePatientInfo?: Reference
  related?: Reference[]
}

/** Spec: R4 DocumentReference, IHE MHD Comprehensive and PDSm. */
export interface DocumentReference extends ResourceBase {
  resourceType: 'DocumentReference'
  masterIdentifier?: FhirIdentifier
  identifier?: FhirIdentifier[]
  status: 'current' | 'superseded' | 'entered-in-error'
  type?: CodeableConcept
  category?: CodeableConcept[]
  subject?: Reference
  date?: string
  author?: Reference[]
  authenticator?: Reference
  custodian?: Reference
  relatesTo?: { code: 'replaces' | 'transforms' | 'signs' | 'appends'; target: Reference }[]
  description?: string
  securityLabel?: CodeableConcept[]
  content: { attachment: Attachment; format?: Coding }[]
  context?: DocumentContext
}

/** Spec: R4 List, as IHE MHD SubmissionSet. */
export interface List extends ResourceBase {
  resourceType: 'List'
  identifier?: FhirIdentifier[]
  status: string
  mode: string
  title?: string
  code?: CodeableConcept
  subject?: Reference
  date?: string
  source?: Reference
  entry?: { item: Reference }[]
}

/** Spec: R4 Binary; `data` is base64. */
export interface Binary extends ResourceBase {
  resourceType: 'Binary'
  contentType: string
  securityContext?: Reference
  data?: string
}

/** One step of a FHIRPath Patch and its parts. Spec: R4 fhirpatch. */
export interface Parameter {
  name: string
  valueCode?: string
  valueString?: string
  valueUri?: string
  valueInteger?: number
  valueBoolean?: boolean
  valueCodeableConcept?: CodeableConcept
  part?: Parameter[]
}

/** Spec: R4 Parameters. */
export interface Parameters extends ResourceBase {
  resourceType: 'Parameters'
  parameter?: Parameter[]
}

/** Spec: R4 OperationOutcome. */
export interface OperationOutcome extends ResourceBase {
  resourceType: 'OperationOutcome'
  issue: OutcomeIssue[]
}

/** One issue of an OperationOutcome. */
export interface OutcomeIssue {
  severity: 'error' | 'warning' | 'information'
  code: string
  details?: CodeableConcept
  diagnostics: string
  expression?: string[]
}

/** Spec: R4 Bundle. */
export interface Bundle extends ResourceBase {
  resourceType: 'Bundle'
  type: string
  total?: number
  link?: { relation: string; url: string }[]
  entry?: BundleEntry[]
}

/** One entry of a Bundle. */
export interface BundleEntry {
  fullUrl?: string
  resource?: AnyResource
  search?: { mode: 'match' | 'outcome' }
  request?: { method: string; url: string }
  response?: { status: string; location?: string; etag?: string; outcome?: OperationOutcome }
}

/** Spec: R4 CapabilityStatement; its parts are written only, so they stay open. */
export interface CapabilityStatement extends ResourceBase {
  resourceType: 'CapabilityStatement'
  [element: string]: unknown
}

/** Every resource by its type name. */
export interface ResourceByType {
  Bundle: Bundle
  List: List
  DocumentReference: DocumentReference
  Binary: Binary
  Patient: Patient
  Practitioner: Practitioner
  PractitionerRole: PractitionerRole
  RelatedPerson: RelatedPerson
  Organization: Organization
  Device: Device
  Parameters: Parameters
  OperationOutcome: OperationOutcome
}

/** Any resource this server reads; `resourceType` tells which. */
export type AnyResource = ResourceByType[keyof ResourceByType]

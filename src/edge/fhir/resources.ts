import type { BenefitElements, DispenseElements } from './care/care-resources.ts'
import type {
  Attachment,
  CodeableConcept,
  Coding,
  Extension,
  FhirIdentifier,
  HumanName,
  Quantity,
  Reference,
} from './datatypes.ts'

/** Members that every resource may have. */
interface ResourceBase {
  id?: string
  meta?: { versionId?: string; lastUpdated?: string; source?: string; profile?: string[]; security?: Coding[] }
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
  manufacturer?: string
  modelNumber?: string
  serialNumber?: string
  type?: CodeableConcept
  specialization?: { systemType: CodeableConcept; version?: string }[]
  owner?: Reference
}

/** Spec: R4 Observation, of the values that measurements and results have. */
export interface Observation extends ResourceBase {
  resourceType: 'Observation'
  identifier?: FhirIdentifier[]
  status: string
  category?: CodeableConcept[]
  code: CodeableConcept
  subject?: Reference
  effectiveDateTime?: string
  effectiveInstant?: string
  issued?: string
  performer?: Reference[]
  valueQuantity?: Quantity
  valueString?: string
  valueCodeableConcept?: CodeableConcept
  referenceRange?: { low?: Quantity; high?: Quantity }[]
  note?: { text: string }[]
  bodySite?: CodeableConcept
  method?: CodeableConcept
  device?: Reference
  component?: { code: CodeableConcept; valueQuantity?: Quantity }[]
}

/** Spec: R4 ExplanationOfBenefit. */
export interface ExplanationOfBenefit extends ResourceBase, BenefitElements {}

/** Spec: R4 MedicationDispense. */
export interface MedicationDispense extends ResourceBase, DispenseElements {}

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
  request?: { method: string; url: string; ifNoneExist?: string }
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
  Observation: Observation
  ExplanationOfBenefit: ExplanationOfBenefit
  MedicationDispense: MedicationDispense
  Parameters: Parameters
  OperationOutcome: OperationOutcome
}

/** Any resource this server reads; `resourceType` tells which. */
export type AnyResource = ResourceByType[keyof ResourceByType]

import type { CodeableConcept, FhirIdentifier, Quantity, Reference } from '../datatypes.ts'

/** Spec: R4 ExplanationOfBenefit, of what a care history keeps of it. */
export interface BenefitElements {
  resourceType: 'ExplanationOfBenefit'
  identifier?: FhirIdentifier[]
  status: 'active' | 'cancelled' | 'draft' | 'entered-in-error'
  type: CodeableConcept
  use: string
  patient: Reference
  billablePeriod?: { start?: string }
  created: string
  insurer: Reference
  provider: Reference
  outcome: string
  insurance: { focal: boolean; coverage: Reference }[]
  item?: BenefitItem[]
}

/** Spec: R4 ExplanationOfBenefit.item. */
export interface BenefitItem {
  sequence: number
  category?: CodeableConcept
  productOrService: CodeableConcept
  servicedDate?: string
  servicedPeriod?: { start?: string }
  quantity?: Quantity
}

/** Spec: R4 MedicationDispense, of what a care history keeps of it. */
export interface DispenseElements {
  resourceType: 'MedicationDispense'
  identifier?: FhirIdentifier[]
  status: string
  medicationCodeableConcept?: CodeableConcept
  subject?: Reference
  performer?: { actor: Reference }[]
  quantity?: Quantity
  whenHandedOver?: string
}

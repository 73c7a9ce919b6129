import type { CodeableConcept, Coding, Reference } from './datatypes.ts'

/** Spec: R4 AuditEvent.agent. */
export interface AuditAgent {
  type?: CodeableConcept
  role?: CodeableConcept[]
  who?: Reference
  name?: string
  requestor: boolean
}

/** Spec: R4 AuditEvent.entity. */
export interface AuditEntity {
  what?: Reference
  type?: Coding
  role?: Coding
  name?: string
  detail?: { type: string; valueString: string }[]
}

/** Spec: R4 AuditEvent, after IHE BALP. */
export interface AuditEvent {
  resourceType: 'AuditEvent'
  id: string
  type: Coding
  subtype?: Coding[]
  action?: string
  recorded: string
  outcome?: string
  outcomeDesc?: string
  purposeOfEvent?: CodeableConcept[]
  agent: AuditAgent[]
  source: { site?: string; observer: Reference; type?: Coding[] }
  entity?: AuditEntity[]
}

/** A line of a medical profile as FHIR tells it: which resource it is, its section says. Spec: R4, IPS 2.0.0. */
export interface ProfileResource {
  resourceType: string
  id: string
  meta?: { profile?: string[]; lastUpdated?: string }
  [member: string]: unknown
}

/** Where lines stand: whose they are, and under which addresses. */
export interface LinePlace {
  baseUrl: string
  spaceId: string
  lang: 'fr' | 'en'
  /** the civil day, `YYYY-MM-DD` */
  today: string
}

const ipsProfiles = 'http://hl7.org/fhir/uv/ips/StructureDefinition/'

/** The profile of the International Patient Summary for a resource. */
export const ipsProfile = (name: string): string => `${ipsProfiles}${name}-uv-ips`

/** The address of the person, in every reference to them. */
export const patientOf = ({ baseUrl, spaceId }: LinePlace): { reference: string } => ({
  reference: `${baseUrl}/Patient/${spaceId}`,
})

/** What must be said and is not known. Spec: R4 data-absent-reason. */
export const unknownValue = {
  extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }],
} as const

/** One concept of a code system of HL7. */
export const hl7Concept = (system: string, code: string): object => ({
  coding: [{ system: `http://terminology.hl7.org/CodeSystem/${system}`, code }],
})

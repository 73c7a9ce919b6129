import type { Author, Coding, FacilityName, Identifier, PersonName } from '../../reference/document-entry.ts'
import type { CodeableConcept, FhirIdentifier, HumanName, Reference } from './datatypes.ts'
import type { AnyResource } from './resources.ts'
import { terms } from './terms.ts'

const patientSystems = new Set(terms.patientSystems)

/** The contained resources of one resource being written; the same person or facility is written once. */
export interface Contained {
  resources: AnyResource[]
  byKey: Map<string, string>
}

/** No contained resource yet. */
export const noContained = (): Contained => ({ resources: [], byKey: new Map() })

const contain = (contained: Contained, key: string, make: (id: string) => AnyResource): Reference => {
  const known = contained.byKey.get(key)
  if (known !== undefined) return { reference: `#${known}` }
  const id = `c${contained.resources.length + 1}`
  contained.byKey.set(key, id)
  contained.resources.push(make(id))
  return { reference: `#${id}` }
}

const keyOf = (kind: string, id: Identifier | undefined, rest: readonly (string | undefined)[]): string =>
  [kind, id?.system, id?.value, ...rest].join('\u0000')

const identifierOf = (id: Identifier | undefined): { identifier?: FhirIdentifier[] } =>
  id ? { identifier: [{ use: 'official', system: id.system, value: id.value }] } : {}

/** A name as FHIR writes it: the given names of XDS are one text. */
export const writeName = (name: PersonName | undefined): { name?: HumanName[] } =>
  name ? { name: [{ family: name.family, ...(name.given ? { given: [name.given] } : {}) }] } : {}

/** One code as a concept. */
export const concept = (coding: Coding): CodeableConcept => ({ coding: [coding] })

/** A contained Organization and the reference to it. */
export const writeFacility = (contained: Contained, facility: FacilityName): Reference =>
  contain(contained, keyOf('facility', facility.id, [facility.name]), (id) => ({
    resourceType: 'Organization',
    id,
    ...identifierOf(facility.id),
    ...(facility.name ? { name: facility.name } : {}),
  }))

/** Spec: R4 RelatedPerson.patient, the contained patient as the source wrote them. */
const writeRelatedPerson = (contained: Contained, author: Author): Reference => {
  const patient = contained.resources.find(({ resourceType }) => resourceType === 'Patient')
  return contain(contained, keyOf('related', author.id, [author.person?.family, author.person?.given]), (id) => ({
    resourceType: 'RelatedPerson',
    id,
    patient: { reference: `#${patient?.id ?? ''}` },
    ...writeName(author.person),
  }))
}

const writePerson = (contained: Contained, author: Author): Reference => {
  if (author.as === 'related-person') return writeRelatedPerson(contained, author)
  const resourceType =
    author.as === 'patient' || patientSystems.has(author.id?.system ?? '') ? 'Patient' : 'Practitioner'
  const key = keyOf(resourceType, author.id, [author.person?.family, author.person?.given])
  return contain(contained, key, (id) => ({
    resourceType,
    id,
    ...identifierOf(author.id),
    ...writeName(author.person),
  }))
}

const writeDevice = (contained: Contained, author: Author): Reference => {
  const owner = author.facility ? { owner: writeFacility(contained, author.facility) } : {}
  const name = author.device ?? ''
  return contain(contained, keyOf('device', author.id, [name]), (id) => ({
    resourceType: 'Device',
    id,
    ...identifierOf(author.id),
    ...(name ? { deviceName: [{ name, type: 'user-friendly-name' }] } : {}),
    ...(author.specialty ? { type: concept(author.specialty) } : {}),
    ...owner,
  }))
}

const writeRole = (contained: Contained, author: Author): Reference => {
  const practitioner = writePerson(contained, author)
  const organization = author.facility ? writeFacility(contained, author.facility) : undefined
  const codes = [author.role?.code, author.specialty?.code]
  const key = keyOf('role', author.id, [practitioner.reference, organization?.reference, ...codes])
  return contain(contained, key, (id) => ({
    resourceType: 'PractitionerRole',
    id,
    practitioner,
    ...(organization ? { organization } : {}),
    ...(author.role ? { code: [concept(author.role)] } : {}),
    ...(author.specialty ? { specialty: [concept(author.specialty)] } : {}),
  }))
}

/** An author, authenticator or source as the contained resources PDSm asks for, and the reference to the outermost one. */
export const writeAuthor = (contained: Contained, author: Author): Reference => {
  if (author.device !== undefined) return writeDevice(contained, author)
  if (!author.id && !author.person && author.facility) return writeFacility(contained, author.facility)
  const hasRole = author.role !== undefined || author.specialty !== undefined || author.facility !== undefined
  return hasRole ? writeRole(contained, author) : writePerson(contained, author)
}

import type { Author, FacilityName, PersonName } from '../../reference/document-entry.ts'
import { metadataProblem } from './metadata-problem.ts'
import { readConcept, readIdentifier, readIdentifiers } from './read-identifier.ts'
import { findContained } from './read-reference.ts'
import type { Holder } from './read-reference.ts'
import type { FhirIdentifier, HumanName, Reference } from './datatypes.ts'
import type { AnyResource, Device, PractitionerRole } from './resources.ts'
import { terms } from './terms.ts'

const nationalSystems = new Set(terms.nationalSystems.map(({ to }) => to))

const bestIdentifier = (identifiers: readonly FhirIdentifier[] = []): Pick<Author, 'id'> => {
  const read = readIdentifiers(identifiers)
  const id = read.find(({ system }) => nationalSystems.has(system)) ?? read[0]
  return id ? { id } : {}
}

/** A person's name as XDS has it: several given names become one text. */
export const readName = (names: readonly HumanName[] = []): PersonName | undefined => {
  const name = names.find((each) => each.use === 'official') ?? names[0]
  if (!name) return undefined
  return { family: name.family ?? name.text ?? '', given: (name.given ?? []).join(' ') }
}

const readPerson = (person: { identifier?: FhirIdentifier[]; name?: HumanName[] }): Author => {
  const name = readName(person.name)
  return { ...bestIdentifier(person.identifier), ...(name ? { person: name } : {}) }
}

const readOrganization = (organization: { identifier?: FhirIdentifier[]; name?: string }): FacilityName => ({
  ...bestIdentifier(organization.identifier),
  name: organization.name ?? '',
})

const dangling = (field: string, reference: Reference): Error =>
  metadataProblem('reference-dangling', { field, reference: reference.reference ?? '' })

/** The facility that a reference names: contained, or by logical identifier. Fails when it leads nowhere. */
export const readFacility = (holder: Holder, reference: Reference, field: string): FacilityName => {
  const resource = findContained(holder, reference)
  if (resource?.resourceType === 'Organization') return readOrganization(resource)
  const id = readIdentifier(reference.identifier)
  if (!resource && id) return { id, name: reference.display ?? '' }
  throw dangling(field, reference)
}

const readRole = (role: PractitionerRole, holder: Holder, field: string): Author => {
  const specialty = readConcept(role.specialty?.[0])
  const code = readConcept(role.code?.[0])
  return {
    ...bestIdentifier(role.identifier),
    ...(role.practitioner ? readAuthor(holder, role.practitioner, field) : {}),
    ...(role.organization ? { facility: readFacility(holder, role.organization, field) } : {}),
    ...(specialty ? { specialty } : {}),
    ...(code ? { role: code } : {}),
  }
}

const readDevice = (device: Device, holder: Holder, field: string): Author => {
  const specialty = readConcept(device.type)
  return {
    ...bestIdentifier(device.identifier),
    device: device.deviceName?.[0]?.name ?? device.identifier?.[0]?.value ?? '',
    ...(specialty ? { specialty } : {}),
    ...(device.owner ? { facility: readFacility(holder, device.owner, field) } : {}),
  }
}

const readResource = (resource: AnyResource, holder: Holder, field: string): Author | undefined => {
  switch (resource.resourceType) {
    case 'Practitioner':
    case 'Patient':
    case 'RelatedPerson':
      return readPerson(resource)
    case 'PractitionerRole':
      return readRole(resource, holder, field)
    case 'Device':
      return readDevice(resource, holder, field)
    case 'Organization':
      return { facility: readOrganization(resource) }
    default:
      return undefined
  }
}

/**
 * Whom a reference names as author, authenticator or source: a contained resource, or a logical identifier.
 * Fails (XDSRegistryMetadataError) when it leads nowhere. Spec: PDSm comprehensive profile, author.
 */
export const readAuthor = (holder: Holder, reference: Reference, field: string): Author => {
  const resource = findContained(holder, reference)
  const author = resource ? readResource(resource, holder, field) : undefined
  if (author) return author
  const id = readIdentifier(reference.identifier)
  if (resource || !id) throw dangling(field, reference)
  return { id, ...(reference.display ? { person: { family: reference.display, given: '' } } : {}) }
}

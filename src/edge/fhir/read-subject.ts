import type { Identifier } from '../../reference/document-entry.ts'
import { metadataProblem } from './metadata-problem.ts'
import { readIdentifier, readIdentifiers, readToken } from './read-identifier.ts'
import { findContained, localId } from './read-reference.ts'
import type { Holder } from './read-reference.ts'
import type { FhirRequest } from './fhir-parts.ts'
import type { Reference } from './datatypes.ts'
import { terms } from './terms.ts'

/** A patient as a message names one: by identifier, or by this server's Patient id. */
export type Subject = { identifier: Identifier } | { spaceId: string }

/** `Patient?identifier=system|value` (escaped or not) or `Patient/id`; nothing for anything else. */
export const readSubjectReference = (reference: string, baseUrl: string): Subject | undefined => {
  const spaceId = localId(reference, 'Patient', baseUrl)
  if (spaceId) return { spaceId }
  const query = reference.replace(`${baseUrl}/`, '')
  if (!query.startsWith('Patient?')) return undefined
  const token = new URLSearchParams(query.slice('Patient?'.length)).get('identifier')
  const identifier = token ? readToken(token) : undefined
  return identifier && { identifier }
}

const readContainedSubject = (holder: Holder, reference: Reference): Subject | undefined => {
  const resource = findContained(holder, reference)
  if (resource?.resourceType !== 'Patient') return undefined
  const identifiers = readIdentifiers(resource.identifier)
  const identifier = identifiers.find(({ system }) => terms.patientSystems.includes(system)) ?? identifiers[0]
  return identifier && { identifier }
}

/** The subject of a list or document: logical identifier, conditional reference, contained patient or Patient id. */
export const readSubject = (
  holder: Holder & { subject?: Reference },
  at: { field: string; baseUrl: string },
): Subject => {
  const { subject } = holder
  const field = `${at.field}.subject`
  if (!subject) throw metadataProblem('element-missing', { field })
  const identifier = readIdentifier(subject.identifier)
  if (identifier) return { identifier }
  const found = readContainedSubject(holder, subject) ?? readSubjectReference(subject.reference ?? '', at.baseUrl)
  if (!found) throw metadataProblem('subject-not-readable', { field })
  return found
}

/** The national identifier of a subject; a Patient id is resolved through the door, in the visitor's name. */
export const resolveSubject = async (subject: Subject, asked: FhirRequest): Promise<Identifier> => {
  if ('identifier' in subject) return subject.identifier
  const { ins } = await asked.parts.identity.readPerson(asked.visitor, { spaceId: subject.spaceId })
  return ins
}

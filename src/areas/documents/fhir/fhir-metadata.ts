import type { Author, Coding, DocumentMetadata, FacilityName, Identifier } from '../../../reference/document-entry.ts'
import type { Reference } from '../../../reference/reference.ts'
import { fewAt, nodeAt, nodesAt, said, textAt, textsAt, type FhirNode } from './fhir-node.ts'
import { typeOf, type FhirDocument, type Placed } from './parse-fhir-document.ts'
import { readCodings } from './read-fhir-values.ts'

const uri = 'urn:ietf:rfc:3986'

/** An identifier as one text: a URI as it is, another one as its system and what it qualifies (as the index has those of CDA). */
const uniqueIdOf = (identifier: FhirNode | undefined): string => {
  const [system, value] = [textAt(identifier, 'system'), textAt(identifier, 'value')]
  if (value === undefined) return ''
  return system === undefined || system === uri ? value : `${system}^${value}`
}

const nameOf = (node: FhirNode | undefined): { family: string; given: string } | undefined => {
  const [name] = fewAt(node, 'name')
  if (name === undefined) return undefined
  const family = textAt(name, 'family') ?? textAt(name, 'text') ?? ''
  return { family, given: textsAt(name, 'given').join(' ') }
}

/** The patient of a document, whom its Composition is about. */
export const patientOf = ({ composition, find }: FhirDocument): FhirNode | undefined => {
  const found = find(nodeAt(composition.resource, 'subject'), composition)
  return found !== undefined && typeOf(found) === 'Patient' ? found.resource : undefined
}

class FhirMetadataReader {
  private readonly document: FhirDocument
  private readonly reference: Reference
  private readonly systems: { canonical: (written: string) => string }

  constructor(document: FhirDocument, reference: Reference) {
    this.document = document
    this.reference = reference
    this.systems = { canonical: reference.canonicalSystem }
  }

  identifiers(node: FhirNode | undefined): Identifier[] {
    return fewAt(node, 'identifier').flatMap((one) => {
      const [system, value] = [textAt(one, 'system'), textAt(one, 'value')]
      if (system === undefined || value === undefined) return []
      return [{ system: this.reference.canonicalSystem(system), value }]
    })
  }

  coding(concept: FhirNode | undefined): Coding | undefined {
    return readCodings(this.systems, concept)[0]
  }

  /** The first type that our lists know, else what it says first. */
  type(): Coding {
    const codings = readCodings(this.systems, nodeAt(this.document.composition.resource, 'type'))
    const known = codings.find((one) => this.reference.findDocumentType(one) !== undefined)
    return known ?? codings[0] ?? { system: '', code: '' }
  }

  follow(node: FhirNode | undefined, from: Placed): Placed | undefined {
    return this.document.find(node, from)
  }

  facility(reference: FhirNode | undefined, from: Placed): FacilityName | undefined {
    const organization = this.follow(reference, from)?.resource
    const name = textAt(organization, 'name') ?? textAt(reference, 'display')
    const id = this.nationalId(organization)
    return name === undefined ? undefined : { name, ...said('id', id) }
  }

  author(reference: FhirNode, from: Placed): Author | undefined {
    const found = this.follow(reference, from)
    if (found === undefined) {
      const family = textAt(reference, 'display')
      return family === undefined ? undefined : { person: { family, given: '' } }
    }
    const type = typeOf(found)
    if (type === 'Organization') return { ...said('facility', this.facility(reference, from)) }
    // A role of a role is nobody: roles are followed once.
    if (type === 'PractitionerRole') return typeOf(from) === type ? undefined : this.authorInRole(found)
    if (type !== 'Device') return { ...this.person(found.resource) }
    const [named] = fewAt(found.resource, 'deviceName')
    return { ...said('device', textAt(named, 'name') ?? textAt(reference, 'display')) }
  }

  private authorInRole(role: Placed): Author {
    const { resource } = role
    const practitioner = nodeAt(resource, 'practitioner')
    return {
      ...(practitioner && this.author(practitioner, role)),
      ...said('specialty', this.coding(fewAt(resource, 'specialty')[0])),
      ...said('role', this.coding(fewAt(resource, 'code')[0])),
      ...said('facility', this.facility(nodeAt(resource, 'organization'), role)),
    }
  }

  private person(node: FhirNode): Pick<Author, 'id' | 'person'> {
    return { ...said('id', this.nationalId(node)), ...said('person', nameOf(node)) }
  }

  /** The identifier that our lists know, else the first. */
  private nationalId(node: FhirNode | undefined): Identifier | undefined {
    const all = this.identifiers(node)
    return all.find(({ system }) => this.reference.findIdentifierSystem(system) !== undefined) ?? all[0]
  }
}

const sourcePatientOf = (
  reader: FhirMetadataReader,
  patient: FhirNode | undefined,
): DocumentMetadata['sourcePatient'] => ({
  identifiers: reader.identifiers(patient),
  ...nameOf(patient),
  ...said('gender', textAt(patient, 'gender')),
  ...said('birthDate', textAt(patient, 'birthDate')),
})

const peopleOf = (reader: FhirMetadataReader, composition: Placed) => {
  const { resource } = composition
  const legal = nodesAt(resource, 'attester').find((one) => textAt(one, 'mode') === 'legal')
  const party = nodeAt(legal, 'party')
  return {
    authors: fewAt(resource, 'author').flatMap((one) => reader.author(one, composition) ?? []),
    ...said('authenticator', party && reader.author(party, composition)),
    ...said('custodian', reader.facility(nodeAt(resource, 'custodian'), composition)),
  }
}

// The other codes of the list are visibilities, which the message alone sets.
const confidentialitySystem = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality'

const confidentialityOf = (reference: Reference, composition: FhirNode): Coding[] => {
  const code = textAt(composition, 'confidentiality')
  const known =
    code === undefined ? undefined : reference.find('confidentiality-codes', { system: confidentialitySystem, code })
  return known === undefined ? [] : [{ system: known.system, code: known.code, display: known.fr }]
}

/**
 * The index entry that a FHIR document yields, as `headerToMetadata` makes it of a CDA header: empty codings for what it does not say.
 * Spec: R4 Composition; IHE MHD, "FHIR document" (the unique id is the Bundle's identifier).
 */
export const fhirToMetadata = (document: FhirDocument, reference: Reference): DocumentMetadata => {
  const { bundle, composition } = document
  const { resource } = composition
  const reader = new FhirMetadataReader(document, reference)
  const type = reader.type()
  const known = reference.findDocumentType(type)
  const [event] = nodesAt(resource, 'event')
  const period = nodeAt(event, 'period')
  const createdAt = textAt(resource, 'date') ?? ''
  return {
    uniqueId: uniqueIdOf(nodeAt(bundle, 'identifier')),
    status: 'current',
    archived: false,
    visibility: { hidden: false, withheld: false, hiddenFromRepresentatives: false },
    confidentiality: confidentialityOf(reference, resource),
    documentClass: known === undefined ? { system: '', code: '' } : reference.classOf(known),
    type,
    format: { system: '', code: '' },
    ...said('language', textAt(resource, 'language')),
    contentType: document.contentType,
    title: textAt(resource, 'title') ?? '',
    createdAt,
    datedAt: createdAt,
    ...said('periodStart', textAt(period, 'start')),
    ...said('periodEnd', textAt(period, 'end')),
    ...peopleOf(reader, composition),
    events: nodesAt(event, 'code').flatMap((one) => reader.coding(one) ?? []),
    references: [],
    sourcePatient: sourcePatientOf(reader, patientOf(document)),
    relatesTo: [],
  }
}

import type { Author, Coding, DocumentMetadata, FacilityName, Identifier } from '../../../reference/document-entry.ts'
import type { Reference } from '../../../reference/reference.ts'
import type { CdaAuthor, CdaCode, CdaHeader, CdaId, CdaOrganization, CdaPatient } from './header.ts'
import { headerData } from './header-data.ts'

/** The code lists that give a header's codes their system, class and format. */
export type HeaderCodes = Pick<
  Reference,
  | 'canonicalSystem'
  | 'find'
  | 'findDocumentType'
  | 'classOf'
  | 'formatsOfTemplate'
  | 'canonicalCoding'
  | 'visibilityOf'
  | 'isVisibilityCode'
>

const uuidShape = /^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/

/** A CDA identifier root as a URI: `urn:uuid:` for UUIDs, `urn:oid:` for all others. */
export const uriOf = (root: string): string => {
  const [base = root, ...rest] = root.split('^')
  const uri = uuidShape.test(base) ? `urn:uuid:${base.toLowerCase()}` : `urn:oid:${base}`
  return rest.length === 0 ? uri : `${uri}^${rest.join('^')}`
}

const empty: Coding = { system: '', code: '' }

class MetadataReader {
  private readonly codes: HeaderCodes | undefined

  constructor(codes: HeaderCodes | undefined) {
    this.codes = codes
  }

  coding(code: CdaCode | undefined): Coding | undefined {
    if (code?.code === undefined) return undefined
    const display = code.display === undefined ? {} : { display: code.display }
    const coding = { system: code.oid === undefined ? '' : uriOf(code.oid), code: code.code, ...display }
    return this.codes?.canonicalCoding(coding) ?? coding
  }

  identifier({ root, extension }: CdaId): Identifier {
    return extension === undefined
      ? { system: 'urn:ietf:rfc:3986', value: uriOf(root) }
      : { system: this.codes?.canonicalSystem(uriOf(root)) ?? uriOf(root), value: extension }
  }

  facility(organization: CdaOrganization | undefined): FacilityName | undefined {
    if (organization === undefined) return undefined
    const [id] = organization.ids
    return { name: organization.name ?? '', ...(id === undefined ? {} : { id: this.identifier(id) }) }
  }

  author(author: Omit<CdaAuthor, 'ids'> & { ids: CdaId[] }, custodian?: CdaOrganization): Author {
    const [id] = author.ids
    const specialty = this.coding(author.specialty)
    const role = this.coding(author.role)
    const facility = this.facility(author.institution ?? custodian)
    const { person, device } = author
    return {
      ...(id === undefined ? {} : { id: this.identifier(id) }),
      ...(person === undefined ? {} : { person: { family: person.family ?? '', given: person.given ?? '' } }),
      ...(device === undefined
        ? {}
        : { device: [device.model, device.software].filter((part) => part !== undefined).join(' ') }),
      ...(specialty === undefined ? {} : { specialty }),
      ...(role === undefined ? {} : { role }),
      ...(facility === undefined ? {} : { facility }),
    }
  }

  format(header: CdaHeader): Coding {
    const roots = header.templateIds.map((template) => template.split('^')[0] ?? template)
    const specific = roots.filter((root) => !headerData.genericTemplates.includes(root)).toReversed()
    const [announced] = specific.flatMap((root) => this.codes?.formatsOfTemplate(root) ?? [])
    const whole = header.embedded.find(({ where }) => where === 'nonXMLBody')?.mediaType
    const unstructured = headerData.unstructuredFormats[whole ?? '']
    const format = unstructured === undefined ? announced : this.codes?.find('format-codes', unstructured)
    return format === undefined ? empty : { system: format.system, code: format.code, display: format.fr }
  }

  documentClass(type: Coding): Coding {
    const known = this.codes?.findDocumentType(type)
    return known === undefined ? empty : (this.codes?.classOf(known) ?? empty)
  }
}

const namePart = (parts: { qualifier?: string; value: string }[]): string | undefined =>
  (parts.find(({ qualifier }) => qualifier === 'BR') ?? parts[0])?.value

const sourcePatient = (patient: CdaPatient, reader: MetadataReader): DocumentMetadata['sourcePatient'] => {
  const [name] = patient.names
  const family = namePart(name?.family ?? [])
  const given = namePart(name?.given ?? [])
  const gender = headerData.genderNames[patient.gender?.code ?? '']
  const national = patient.ins.map(({ oid, value }) => reader.identifier({ root: oid, extension: value }))
  return {
    identifiers: [...national, ...patient.otherIds.map((id) => reader.identifier(id))],
    ...(family === undefined ? {} : { family }),
    ...(given === undefined ? {} : { given }),
    ...(gender === undefined ? {} : { gender }),
    ...(patient.birthTime === undefined ? {} : { birthDate: patient.birthTime.slice(0, 10) }),
  }
}

const visible = { hidden: false, withheld: false, hiddenFromRepresentatives: false }

/**
 * The index entry that a header yields, for comparison with what a depositor declared and for entries made by the server.
 * Without `codes` class and format stay empty codings. Spec: CI-SIS "Partage de documents", header to XDS table.
 */
export const headerToMetadata = (header: CdaHeader, codes?: HeaderCodes): DocumentMetadata => {
  const reader = new MetadataReader(codes)
  const type = reader.coding(header.typeCode) ?? empty
  const [event] = header.serviceEvents
  const labels = [reader.coding(header.confidentiality) ?? []].flat()
  const custodian = reader.facility(header.custodian)
  const facilityType = reader.coding(header.healthcareFacilityType)
  const practiceSetting = header.serviceEvents.flatMap((one) => reader.coding(one.practiceSetting) ?? [])[0]
  const createdAt = header.creationTime ?? ''
  return {
    uniqueId: header.uniqueId === undefined ? '' : uriOf(header.uniqueId),
    status: 'current',
    archived: false,
    visibility: codes?.visibilityOf(labels) ?? visible,
    confidentiality: labels.filter((label) => codes?.isVisibilityCode(label) !== true),
    documentClass: reader.documentClass(type),
    type,
    format: reader.format(header),
    ...(facilityType === undefined ? {} : { facilityType }),
    ...(practiceSetting === undefined ? {} : { practiceSetting }),
    ...(header.language === undefined ? {} : { language: header.language }),
    contentType: 'text/xml',
    title: header.title ?? '',
    createdAt,
    datedAt: createdAt,
    ...(event?.time?.low === undefined ? {} : { periodStart: event.time.low }),
    ...(event?.time?.high === undefined ? {} : { periodEnd: event.time.high }),
    authors: header.authors.map((author) => reader.author(author, header.custodian)),
    ...(header.legalAuthenticator === undefined ? {} : { authenticator: reader.author(header.legalAuthenticator) }),
    ...(custodian === undefined ? {} : { custodian }),
    events: header.serviceEvents.flatMap((one) => reader.coding(one.code) ?? []),
    references: header.orders.map((value) => ({ type: headerData.orderReference, value })),
    sourcePatient: sourcePatient(header.patient, reader),
    relatesTo: [],
  }
}

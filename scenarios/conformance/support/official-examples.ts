import { readdirSync, readFileSync } from 'node:fs'
import { Type, type Static } from 'typebox'
import type {
  Author,
  Coding,
  DocumentMetadata,
  FacilityName,
  Identifier,
} from '../../../src/reference/document-entry.ts'
import { createReference } from '../../../src/reference/create-reference.ts'
import { readData } from '../../../src/reference/data-file.ts'
import { corpus, corpusPath } from '../../../tests/support/corpus.ts'
import type { Deposit } from './write-reference.ts'

const text = Type.String()
const maybe = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Optional(Type.Union([type, Type.Null()]))
const code = Type.Object({ code: text, oid: text, display: maybe(text) })
const id = Type.Object({ root: text, extension: maybe(text) })
const organization = Type.Object({ ids: Type.Array(id), name: maybe(text) })
const person = Type.Object({ family: text, given: maybe(text) })
const part = Type.Object({ qualifier: maybe(text), value: text })

const writer = Type.Object({
  ids: Type.Array(id),
  person: maybe(person),
  device: maybe(Type.Object({ model: maybe(text), software: maybe(text) })),
  specialty: maybe(code),
  role: maybe(code),
  institution: maybe(organization),
})

const oracle = Type.Object({
  file: text,
  size: Type.Number(),
  sha1Base64: text,
  rootWrapped: Type.Boolean(),
  uniqueId: text,
  typeCode: code,
  classCode: text,
  title: text,
  creationTime: text,
  confidentiality: code,
  language: text,
  patient: Type.Object({
    ins: Type.Array(Type.Object({ oid: text, value: text })),
    otherIds: Type.Array(id),
    names: Type.Array(Type.Object({ family: Type.Array(part), given: Type.Array(part) })),
    gender: maybe(code),
    birthTime: maybe(text),
  }),
  authors: Type.Array(writer),
  legalAuthenticator: writer,
  custodian: organization,
  serviceEvents: Type.Array(
    Type.Object({
      code: maybe(code),
      time: maybe(Type.Object({ low: maybe(text), high: maybe(text) })),
      practiceSetting: maybe(code),
    }),
  ),
  healthcareFacilityType: code,
  orders: Type.Array(text),
})
type Oracle = Static<typeof oracle>
type OracleCode = Static<typeof code>

/** An official example: what the oracle says its index must be, and its SHA-1 and size. */
export interface OfficialExample extends Deposit {
  file: string
  sha1: string
  size: number
  /** the document stands inside a style sheet that shows it */
  isWrapped: boolean
}

const { canonicalSystem, find } = createReference()

const uriOf = (root: string): string =>
  /^[0-9A-F-]{36}$/i.test(root) ? `urn:uuid:${root.toLowerCase()}` : `urn:oid:${root}`

const coding = ({ code: value, oid, display }: OracleCode): Coding => ({
  system: canonicalSystem(uriOf(oid)),
  code: value,
  ...(typeof display === 'string' ? { display } : {}),
})

const identifier = ({ root, extension }: Static<typeof id>): Identifier =>
  typeof extension === 'string'
    ? { system: canonicalSystem(uriOf(root)), value: extension }
    : { system: 'urn:ietf:rfc:3986', value: uriOf(root) }

const facility = ({ ids: [first], name }: Static<typeof organization>): FacilityName => ({
  ...(first ? { id: identifier(first) } : {}),
  name: name ?? '',
})

const author = (one: Static<typeof writer>, otherwise?: Static<typeof organization>): Author => {
  const [first] = one.ids
  const place = one.institution ?? otherwise
  const device = one.device && [one.device.model, one.device.software].filter(Boolean).join(' ')
  return {
    ...(first ? { id: identifier(first) } : {}),
    ...(one.person ? { person: { family: one.person.family, given: one.person.given ?? '' } } : {}),
    ...(device ? { device } : {}),
    ...(one.specialty ? { specialty: coding(one.specialty) } : {}),
    ...(one.role ? { role: coding(one.role) } : {}),
    ...(place ? { facility: facility(place) } : {}),
  }
}

const birthPart = (parts: readonly Static<typeof part>[] = []): string =>
  (parts.find(({ qualifier }) => qualifier === 'BR') ?? parts[0])?.value ?? ''

const sourcePatient = ({ patient }: Oracle): DocumentMetadata['sourcePatient'] => {
  const [name] = patient.names
  const genders: Readonly<Record<string, string>> = { F: 'female', M: 'male' }
  const gender = genders[patient.gender?.code ?? '']
  return {
    identifiers: [
      ...patient.ins.map(({ oid, value }) => ({ system: `urn:oid:${oid}`, value })),
      ...patient.otherIds.map(identifier),
    ],
    family: birthPart(name?.family),
    given: birthPart(name?.given),
    ...(gender === undefined ? {} : { gender }),
    ...(patient.birthTime ? { birthDate: patient.birthTime } : {}),
  }
}

const when = (time: { low?: string | null; high?: string | null } | null | undefined) => ({
  ...(time?.low ? { periodStart: time.low } : {}),
  ...(time?.high ? { periodEnd: time.high } : {}),
})

const classCoding = (value: string): Coding => {
  const found = find('document-classes', value)
  if (!found) throw new Error(`no class ${value}`)
  return { system: found.system, code: found.code, display: found.fr }
}

const metadataOf = (read: Oracle): DocumentMetadata => {
  const [setting] = read.serviceEvents.flatMap(({ practiceSetting }) => practiceSetting ?? [])
  return {
    uniqueId: uriOf(read.uniqueId),
    status: 'current',
    archived: false,
    visibility: { hidden: false, withheld: false, hiddenFromRepresentatives: false },
    confidentiality: [coding(read.confidentiality)],
    documentClass: classCoding(read.classCode),
    type: coding(read.typeCode),
    format: {
      system: 'http://ihe.net/fhir/ihe.formatcode.fhir/CodeSystem/formatcode',
      code: 'urn:ihe:iti:xds:2017:mimeTypeSufficient',
    },
    facilityType: coding(read.healthcareFacilityType),
    ...(setting ? { practiceSetting: coding(setting) } : {}),
    language: read.language,
    contentType: 'text/xml',
    title: read.title,
    createdAt: read.creationTime,
    datedAt: read.creationTime,
    ...when(read.serviceEvents[0]?.time),
    // An author without a facility of their own writes for the custodian.
    authors: read.authors.map((one) => author(one, read.custodian)),
    authenticator: author(read.legalAuthenticator),
    custodian: facility(read.custodian),
    events: read.serviceEvents.flatMap((event) => (event.code ? coding(event.code) : [])),
    references: read.orders.map((value) => ({ type: 'urn:ihe:iti:xds:2013:order', value })),
    sourcePatient: sourcePatient(read),
    relatesTo: [],
  }
}

const readOne = (file: string): OfficialExample => {
  const read = readData(corpusPath('cisis-cda', 'expected', file.replace(/xml$/, 'json')), oracle)
  const [ins] = read.patient.ins
  return {
    file,
    sha1: read.sha1Base64,
    size: read.size,
    isWrapped: read.rootWrapped,
    bytes: readFileSync(corpusPath('cisis-cda', 'ExemplesCDA', file)),
    metadata: metadataOf(read),
    patient: { system: `urn:oid:${ins?.oid}`, value: ins?.value ?? '' },
  }
}

/** The official examples with the index the corpus says they have; none where the corpus is absent. */
export const officialExamples = (): OfficialExample[] => {
  const folder = corpus('cisis-cda/ExemplesCDA')
  return folder === undefined ? [] : readdirSync(folder).toSorted().map(readOne)
}

import { Type } from 'typebox'
import { conceptProperties, createCodeList, listOf, readPlainList, type CodeList, type Concept } from './code-list.ts'
import { createCodeSystems, type CodeSystems } from './code-systems.ts'
import { DataFlaw, readData } from './data-file.ts'
import type { CodeListName, DocumentType, FormatCode, Reference } from './reference.ts'
import { createVisibilityCodes } from './visibility-codes.ts'

const optionalFlag = Type.Optional(Type.Boolean())

const documentTypeRow = Type.Object({
  ...conceptProperties,
  classCode: Type.String(),
  mesCategory: Type.String(),
  patientAuthored: optionalFlag,
  technical: optionalFlag,
})

const formatRow = Type.Object({
  ...conceptProperties,
  cdaTemplateIds: Type.Optional(Type.Array(Type.String())),
  appliesWhen: Type.Optional(Type.String()),
})

const confidentialityRow = Type.Object({
  ...conceptProperties,
  visibility: Type.Optional(
    Type.Union([Type.Literal('hidden'), Type.Literal('withheld'), Type.Literal('hiddenFromRepresentatives')]),
  ),
})

const identifierSystems = Type.Object({
  concepts: Type.Array(
    Type.Object({ key: Type.String(), system: Type.String(), fr: Type.String(), en: Type.String() }),
  ),
})

const statuses = Type.Union([Type.Literal('current'), Type.Literal('superseded'), Type.Literal('entered-in-error')])
const availabilities = Type.Object({
  concepts: Type.Array(
    Type.Object({ xds: Type.String(), status: statuses, archived: Type.Union([Type.Boolean(), Type.Null()]) }),
  ),
})

const readLists = (systems: CodeSystems) => {
  const types = 'codes/document-types.json'
  const formats = 'codes/format-codes.json'
  const confidentiality = 'codes/confidentiality-codes.json'
  const plain = (name: CodeListName): CodeList<Concept> => readPlainList(name, systems)
  return {
    'document-types': createCodeList(types, readData(types, listOf(documentTypeRow)), systems),
    'document-classes': plain('document-classes'),
    'practice-settings': plain('practice-settings'),
    'confidentiality-codes': createCodeList(
      confidentiality,
      readData(confidentiality, listOf(confidentialityRow)),
      systems,
    ),
    'author-specialties': plain('author-specialties'),
    'healthcare-facility-types': plain('healthcare-facility-types'),
    'author-functions': plain('author-functions'),
    'format-codes': createCodeList(formats, readData(formats, listOf(formatRow)), systems),
    professions: plain('professions'),
    'savoir-faire': plain('savoir-faire'),
    'reference-id-types': plain('reference-id-types'),
    'mes-document-categories': plain('mes-document-categories'),
  } satisfies Record<CodeListName, CodeList<Concept>>
}

type Lists = ReturnType<typeof readLists>

const checkTypes = (lists: Lists): void => {
  for (const { code, classCode, mesCategory } of lists['document-types'].all) {
    const flaw = (what: string) => new DataFlaw('codes/document-types.json', `code ${code}`, `${what} is in no list`)
    if (!lists['document-classes'].find(classCode)) throw flaw(`class ${classCode}`)
    if (!lists['mes-document-categories'].find(mesCategory)) throw flaw(`category ${mesCategory}`)
  }
}

const documentLookups = (
  lists: Lists,
): Pick<Reference, 'findDocumentType' | 'classOf' | 'findProfession' | 'formatsOfTemplate'> => {
  const byTemplate = new Map<string, FormatCode[]>()
  for (const format of lists['format-codes'].all) {
    for (const id of format.cdaTemplateIds ?? []) byTemplate.set(id, [...(byTemplate.get(id) ?? []), format])
  }
  return {
    findDocumentType: lists['document-types'].find,
    classOf: ({ classCode }: DocumentType) => {
      const found = lists['document-classes'].find(classCode)
      if (!found) throw new DataFlaw('codes/document-classes.json', `code ${classCode}`, 'is missing')
      return { system: found.system, code: found.code, display: found.fr }
    },
    findProfession: lists.professions.find,
    formatsOfTemplate: (templateId) => byTemplate.get(templateId) ?? [],
  }
}

const standingLookups = (systems: CodeSystems): Pick<Reference, 'findIdentifierSystem' | 'availability'> => {
  const path = 'codes/availability-status.json'
  const available = readData(path, availabilities).concepts
  const identifiers = new Map(
    readData('codes/identifier-systems.json', identifierSystems).concepts.map((row) => [row.system, row]),
  )
  return {
    findIdentifierSystem: (written) =>
      identifiers.get(systems.canonical(written)) ?? identifiers.get(`urn:oid:${written}`),
    availability: (status, archived) => {
      const found = available.find(
        (row) => row.status === status && (row.archived === null || row.archived === archived),
      )
      const fallback = found ?? available.find((row) => row.status === status)
      if (!fallback) throw new DataFlaw(path, `status ${status}`, 'is missing')
      return fallback
    },
  }
}

/** Reads and checks data/codes once, at start. Throws DataFlaw naming the file and the row. */
export const createReference = (): Reference => {
  const systems = createCodeSystems()
  const lists = readLists(systems)
  checkTypes(lists)
  return Object.freeze<Reference>({
    canonicalSystem: systems.canonical,
    findOid: systems.findOid,
    canonicalCoding: (coding) => ({ ...coding, system: systems.canonical(coding.system) }),
    all: (list) => lists[list].all,
    find: (list, wanted) => lists[list].find(wanted),
    label: (list, wanted, lang) =>
      lists[list].find(wanted)?.[lang] ?? (typeof wanted === 'string' ? wanted : wanted.code),
    ...documentLookups(lists),
    ...standingLookups(systems),
    ...createVisibilityCodes(lists['confidentiality-codes']),
  })
}

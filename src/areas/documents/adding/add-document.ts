import { createHash } from 'node:crypto'
import type { Door } from '../../../access/door.ts'
import type { Visitor } from '../../../access/types.ts'
import { bareType } from '../../../platform/bare-type.ts'
import { dayOf } from '../../../platform/calendar.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Database } from '../../../platform/database/database.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Parameters as DatedParameters } from '../../../reference/create-parameters.ts'
import type {
  Author,
  Coding,
  DocumentEntry,
  DocumentMetadata,
  SubmissionAnswer,
} from '../../../reference/document-entry.ts'
import type { Reference } from '../../../reference/reference.ts'
import type { Person, Persons } from '../../identity/index.ts'
import { addressOf, findUnder } from '../read-document.ts'
import { contentTypes } from '../content/content-types.ts'
import type { Documents } from '../types.ts'
import type { DocumentBin } from '../bin/types.ts'
import { addingFile } from './adding-file.ts'
import { isOfAge, isPossibleDay, proposeFromName } from './rules.ts'
import type { AddedDocument, AddedSaying, DocumentAdding } from './types.ts'

/** What adding documents is built from. */
export interface DocumentAddingParts {
  door: Door
  database: Database
  persons: Pick<Persons, 'loadPerson'>
  reference: Reference
  parameters: DatedParameters
  clock: Clock
  submitDocuments: Documents['submitDocuments']
  readDocument: Documents['readDocument']
  stageContent: Documents['stageContent']
  listDocuments: Documents['listDocuments']
  deleteDocuments: DocumentBin['deleteDocuments']
}

const codingOf = (reference: Reference, list: Parameters<Reference['find']>[0], code: string): Coding => {
  const found = reference.find(list, code)
  if (found === undefined) throw new Problem('fault', 'unexpected-fault')
  return { system: found.system, code: found.code, display: found.fr }
}

const nameOf = ({ traits }: Person) => ({
  family: traits.usedFamily ?? traits.birthFamily,
  given: traits.birthGiven[0] ?? '',
})

/** Spec: PDSm author, the Patient themselves with their number, or a RelatedPerson, of whom the record keeps the name and nothing else. */
const authorOf = async (parts: DocumentAddingParts, { actor }: Visitor, holder: Person): Promise<Author> => {
  if (actor.kind === 'holder') return { as: 'patient', id: holder.ins, person: nameOf(holder) }
  if (actor.kind !== 'representative') throw new Problem('refused', 'act-not-yours')
  return { as: 'related-person', person: nameOf(await parts.persons.loadPerson(parts.database, actor.id)) }
}

/** The name that people read of a type. */
interface NamedType {
  code: string
  fr: string
  en: string
}

const findType = (reference: Reference, code: string, offers: readonly NamedType[]) => {
  const offered = offers.find((type) => type.code === code)
  const type = offered && reference.findDocumentType(code)
  if (offered === undefined || type === undefined)
    throw new Problem('incorrect', 'document-type-unknown', { details: { field: 'type' } })
  return { offered, type }
}

/** What people say of a document, as the index has it. */
type DocumentSaying = Pick<DocumentEntry, 'title' | 'type' | 'documentClass' | 'createdAt' | 'datedAt'>

/** What is said of a document, in the words of the index. */
const sayingOf = (
  reference: Reference,
  { typeCode, title, day, lang }: AddedSaying,
  offers: readonly NamedType[] = addingFile.types,
): DocumentSaying => {
  const { offered, type } = findType(reference, typeCode, offers)
  return {
    documentClass: reference.classOf(type),
    type: { system: type.system, code: type.code, display: type.fr },
    title: title.trim() === '' ? offered[lang] : title.trim(),
    createdAt: day,
    datedAt: day,
  }
}

const hashOf = (value: unknown): Buffer => createHash('sha256').update(JSON.stringify(value)).digest()

/** The upload; of pages that were put in order, which are uploaded anew each time, an id (UUID, version 8) that is the same for the same order. */
const identityOf = ({ uploadId, order }: AddedDocument): string => {
  if (order === undefined) return uploadId
  const hex = hashOf(order).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const metadataOf = (
  reference: Reference,
  added: AddedDocument,
  by: { author: Author; holder: Person; replaced: DocumentEntry | undefined; offers?: readonly NamedType[] },
): DocumentMetadata => ({
  ...sayingOf(reference, added, by.offers),
  uniqueId: `urn:uuid:${identityOf(added)}`,
  status: 'current',
  archived: false,
  // rules DOC-9, DOC-24: a new version is as hidden as what it replaces
  visibility: by.replaced?.visibility ?? { hidden: false, withheld: false, hiddenFromRepresentatives: false },
  confidentiality: [codingOf(reference, 'confidentiality-codes', addingFile.confidentiality)],
  format: codingOf(reference, 'format-codes', addingFile.format),
  language: added.lang === 'fr' ? 'fr-FR' : 'en',
  contentType: added.contentType,
  authors: [by.author],
  events: [],
  references: [],
  sourcePatient: { identifiers: [by.holder.ins] },
  relatesTo: by.replaced === undefined ? [] : [{ code: 'replaces', targetId: by.replaced.id }],
})

/** Law: L.1111-11, an adult says so, and nobody for them. */
const isForAdults = (typeCode: string): boolean =>
  addingFile.types.some(({ code, adultsOnly }) => code === typeCode && adultsOnly === true)

const findKind: DocumentAdding['findAddedKind'] = ({ type, name }) => {
  const sniffed = contentTypes.types.find(({ declared }) => declared.includes(bareType(type)))?.sniffed
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  const { files } = addingFile
  return (files.find((file) => file.contentType === sniffed) ?? files.find(({ endings }) => endings.includes(ending)))
    ?.contentType
}

/** Deposits what was uploaded, with the words of the index. */
const createSubmit =
  (parts: DocumentAddingParts) =>
  async (
    visitor: Visitor,
    added: AddedDocument,
    by: { holder: Person; replaced: DocumentEntry | undefined; offers?: readonly NamedType[] },
  ): Promise<SubmissionAnswer> => {
    const { holder } = by
    const author = await authorOf(parts, visitor, holder)
    const metadata = metadataOf(parts.reference, added, { ...by, author })
    return parts.submitDocuments(visitor, {
      patient: holder.ins,
      documents: [{ metadata, content: { stagedId: added.uploadId }, field: 'deposit' }],
      supersedes: [],
      messageHash: hashOf({ ...added, uploadId: identityOf(added) }),
    })
  }

/** Finds, of what there is one alone, the one that the person added before (rules PML-25). */
const createFindFormer =
  ({ listDocuments }: Pick<DocumentAddingParts, 'listDocuments'>) =>
  async (visitor: Visitor, { spaceId, typeCode }: AddedDocument): Promise<DocumentEntry | undefined> => {
    if (!addingFile.types.some(({ code, once }) => code === typeCode && once === true)) return undefined
    const query = { typeCodes: [{ code: typeCode }], status: ['current' as const] }
    const { entries } = await listDocuments(visitor, { spaceId }, query)
    return entries.find(({ authors }) => authors[0]?.as === 'patient')
  }

/** Deposits in the place of what is named, or of the former one where there is one alone. */
const createAdd = (parts: DocumentAddingParts) => {
  const [submit, findFormer] = [createSubmit(parts), createFindFormer(parts)]
  return async (visitor: Visitor, added: AddedDocument, holder: Person): Promise<SubmissionAnswer> => {
    if (added.replaces !== undefined)
      return submit(visitor, added, { holder, replaced: await parts.readDocument(visitor, added.replaces) })
    const former = await findFormer(visitor, added)
    const answer = await submit(visitor, added, { holder, replaced: former })
    // rules PML-25: the former one is deleted, not kept as a version that somebody might follow
    if (former !== undefined) await parts.deleteDocuments(visitor, [former.id])
    return answer
  }
}

/**
 * Builds adding: the words of the index are made here, everything else is the deposit of any software, decided at the door. Trust: whose
 * space it is comes from the session or from the tie of a representative; what is read of the person goes nowhere but into the document.
 */
export const createDocumentAdding = (parts: DocumentAddingParts): DocumentAdding => {
  const now = (): string => parts.clock.now().toISOString()
  const today = (): string => dayOf(now(), parts.parameters.parameterAt('civilTimeZone', now()))
  const holderOf = (spaceId: string): Promise<Person> => parts.persons.loadPerson(parts.database, spaceId)
  /** Gives the person whose space it is. */
  const checkSaying = async (visitor: Visitor, { spaceId, day, typeCode }: AddedSaying): Promise<Person> => {
    const holder = await holderOf(spaceId)
    if (!isPossibleDay(day, { birthDate: holder.traits.birthDate, today: today() }))
      throw new Problem('incorrect', 'document-day-impossible', { details: { field: 'day' } })
    const years = parts.parameters.parameterAt('majorityYears', now())
    const isAdult = isOfAge(holder.traits.birthDate, { today: today(), years })
    if (isForAdults(typeCode) && (visitor.actor.kind !== 'holder' || !isAdult))
      throw new Problem('incorrect', 'document-type-unknown', { details: { field: 'type' } })
    return holder
  }
  const submit = createSubmit(parts)
  const add = createAdd(parts)
  return {
    addingOffer: () => ({
      files: addingFile.files,
      converted: addingFile.converted,
      types: addingFile.types,
      maxBytes: parts.parameters.parameterAt('maxAddedBytes', now()),
      maxPhotos: parts.parameters.parameterAt('maxAddedPhotos', now()),
    }),
    findAddedKind: findKind,
    proposeAdded: (fileName) => proposeFromName(fileName, today()),
    uploadAdded: async (visitor, { spaceId, contentType, stream }) => {
      const { ins: patient } = await holderOf(spaceId)
      const { blobId, size } = await parts.stageContent(visitor, { patient, contentType, stream })
      return { uploadId: blobId, size }
    },
    addDocument: async (visitor, added) => add(visitor, added, await checkSaying(visitor, added)),
    madeType: () => addingFile.made.code,
    keepMade: async (visitor, { spaceId, uploadId, lang }) => {
      const { code } = addingFile.made
      const query = { typeCodes: [{ code }], status: ['current' as const], count: 1 }
      const [replaced] = (await parts.listDocuments(visitor, { spaceId }, query)).entries
      const added = { spaceId, uploadId, contentType: 'application/pdf', typeCode: code, title: '', day: today(), lang }
      return submit(visitor, added, { holder: await holderOf(spaceId), replaced, offers: [addingFile.made] })
    },
    changeAdded: async (visitor, documentId, saying) => {
      await checkSaying(visitor, saying)
      const { objectId } = addressOf(documentId)
      const visit = { ...visitor, space: { objectId }, act: 'change-document', documentId: objectId } as const
      await parts.door.open(visit, async (opened) => {
        const found = opened.require(await findUnder(visitor, opened, objectId))
        await opened.vault.sayOtherwise(found.facts.id, sayingOf(parts.reference, saying))
      })
    },
  }
}

import type { Submission, SubmittedDocument } from '../../areas/documents/types.ts'
import type { FhirParts } from './fhir-parts.ts'
import { metadataProblem } from './metadata-problem.ts'
import { readContent } from './read-content.ts'
import type { ContentSources } from './read-content.ts'
import { readDocumentReference } from './read-document-reference.ts'
import { bundleKey } from './read-reference.ts'
import { readSubject } from './read-subject.ts'
import type { Subject } from './read-subject.ts'
import { readSubmissionSet } from './read-submission-set.ts'
import { sortBundle } from './sort-bundle.ts'
import type { SortedEntry } from './sort-bundle.ts'
import type { Bundle } from './resources.ts'

type MessageParts = Pick<FhirParts, 'baseUrl' | 'codes'>
type SetEntry = Extract<SortedEntry, { kind: 'set' }>
type DocumentEntry = Extract<SortedEntry, { kind: 'document' }>

/** An ITI-65 message read: the submission but for whose it is, which may take a look-up. */
export interface ProvideBundle {
  entries: SortedEntry[]
  submission: Omit<Submission, 'patient' | 'messageHash'>
  /** the subject of the set, then of each document: they must be one person */
  subjects: { subject: Subject; field: string }[]
}

const fieldOf = (entry: SortedEntry): string => `Bundle.entry[${entry.at}].resource`

const onlySet = (entries: readonly SortedEntry[]): SetEntry => {
  const [set, second] = entries.filter((entry) => entry.kind === 'set')
  if (!set) throw metadataProblem('submission-set-missing', { field: 'Bundle.entry' })
  if (second) throw metadataProblem('submission-set-repeated', { field: fieldOf(second) })
  return set
}

const checkMembers = (set: SetEntry, documents: readonly DocumentEntry[]): void => {
  const known = new Set(documents.map(({ key }) => key))
  const named = new Set((set.resource.entry ?? []).map(({ item }) => bundleKey(item.reference ?? '')))
  const items = [...(set.resource.entry ?? []).entries()]
  const stray = items.find(([, { item }]) => !known.has(bundleKey(item.reference ?? '')))
  if (stray) {
    const [at, { item }] = stray
    const field = `${fieldOf(set)}.entry[${at}].item`
    throw metadataProblem('reference-dangling', { field, reference: item.reference ?? '' })
  }
  const orphan = documents.find(({ key }) => !named.has(key))
  if (orphan) throw metadataProblem('document-not-in-set', { field: fieldOf(orphan) })
}

const checkUniqueIds = (documents: readonly SubmittedDocument[]): void => {
  const seen = new Set<string>()
  for (const { metadata, field } of documents) {
    if (seen.has(metadata.uniqueId)) {
      const at = { field: `${field}.masterIdentifier` }
      throw metadataProblem('unique-id-repeated', at, 'XDSRegistryDuplicateUniqueIdInMessage')
    }
    seen.add(metadata.uniqueId)
  }
}

const readSubmitted = (entry: DocumentEntry, sources: ContentSources & MessageParts): SubmittedDocument => {
  const field = fieldOf(entry)
  const metadata = readDocumentReference(entry.resource, { ...sources, field, profile: 'comprehensive' })
  const attachment = entry.resource.content[0]?.attachment ?? {}
  return {
    metadata,
    content: readContent(attachment, sources, `${field}.content[0].attachment`),
    ...(attachment.size === undefined ? {} : { declaredSize: attachment.size }),
    ...(attachment.hash === undefined ? {} : { declaredHash: attachment.hash }),
    field,
  }
}

const readDocuments = (entries: readonly SortedEntry[], documents: readonly DocumentEntry[], parts: MessageParts) => {
  const binaries = entries.filter((entry) => entry.kind === 'binary')
  const sources = { binaries: new Map(binaries.map((entry) => [entry.key, entry])), used: new Set<string>(), ...parts }
  const submitted = documents.map((entry) => readSubmitted(entry, sources))
  const unnamed = binaries.find(({ key }) => !sources.used.has(key))
  if (unnamed) {
    throw metadataProblem('binary-without-metadata', { field: fieldOf(unnamed) }, 'XDSMissingDocumentMetadata')
  }
  checkUniqueIds(submitted)
  return submitted
}

/** Reads an ITI-65 transaction whole, before anything is asked of an area: one set, its documents, their bytes. */
export const readProvideBundle = (bundle: Bundle, parts: MessageParts): ProvideBundle => {
  const { baseUrl } = parts
  const entries = sortBundle(bundle, baseUrl)
  const set = onlySet(entries)
  const documents = entries.filter((entry) => entry.kind === 'document')
  if (documents.length === 0) {
    throw metadataProblem('document-references-missing', { field: 'Bundle.entry' }, 'XDSMissingDocumentMetadata')
  }
  checkMembers(set, documents)
  return {
    entries,
    submission: {
      set: readSubmissionSet(set.resource, fieldOf(set)),
      documents: readDocuments(entries, documents, parts),
      supersedes: entries.flatMap((entry) => (entry.kind === 'supersede' ? [entry.documentId] : [])),
    },
    subjects: [set, ...documents].map((entry) => ({
      subject: readSubject(entry.resource, { field: fieldOf(entry), baseUrl }),
      field: `${fieldOf(entry)}.subject`,
    })),
  }
}

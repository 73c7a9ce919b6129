import type { SubmissionView } from '../../areas/documents/index.ts'
import type { Extension, FhirIdentifier, Reference } from './datatypes.ts'
import type { List } from './resources.ts'
import { terms } from './terms.ts'
import { concept, noContained, writeAuthor, writeFacility } from './write-author.ts'
import type { Contained } from './write-author.ts'

/** A URI as an identifier. */
export const uri = (use: string, value: string): FhirIdentifier => ({
  use,
  system: terms.uriSystem,
  value: value.startsWith('urn:') ? value : `urn:uuid:${value}`,
})

const writeExtensions = ({ metadata }: SubmissionView): Extension[] => {
  const sourceId = {
    url: terms.extensions.sourceId,
    valueIdentifier: { system: terms.uriSystem, value: metadata.sourceId },
  }
  if (!metadata.designation) return [sourceId]
  return [{ url: terms.extensions.designationType, valueCodeableConcept: concept(metadata.designation) }, sourceId]
}

const writeSource = ({ metadata }: SubmissionView, contained: Contained): { source?: Reference } => {
  const { source } = metadata
  if (!source) return {}
  const reference = writeAuthor(contained, source)
  if (!source.facility) return { source: reference }
  const valueReference = writeFacility(contained, source.facility)
  return { source: { extension: [{ url: terms.extensions.authorOrg, valueReference }], ...reference } }
}

/** A submission set as a List, with the documents of it that the visitor may see. Spec: PDSm submission set. */
export const writeSubmissionSet = (view: SubmissionView): List => {
  const { metadata } = view
  const contained = noContained()
  const source = writeSource(view, contained)
  const entryUuid = metadata.entryUuid === undefined ? [] : [uri('official', metadata.entryUuid)]
  return {
    resourceType: 'List',
    id: view.id,
    meta: { profile: [terms.profiles.submissionSet] },
    ...(contained.resources.length > 0 ? { contained: contained.resources } : {}),
    extension: writeExtensions(view),
    identifier: [uri('usual', metadata.uniqueId), ...entryUuid],
    status: 'current',
    mode: 'working',
    ...(metadata.title === undefined ? {} : { title: metadata.title }),
    code: { coding: [{ system: terms.listTypes[0] ?? '', code: 'submissionset' }] },
    date: metadata.submittedAt,
    ...source,
    ...(view.documentIds.length > 0
      ? { entry: view.documentIds.map((id) => ({ item: { reference: `DocumentReference/${id}` } })) }
      : {}),
  }
}

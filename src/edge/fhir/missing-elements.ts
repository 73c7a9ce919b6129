import type { IheWord } from './metadata-problem.ts'
import type { ResourceIssue } from './resource-issue.ts'
import type { DocumentReference } from './resources.ts'

/** By which profile a DocumentReference is judged: inside an ITI-65 transaction, or alone (ITI-105). */
export type DocumentProfile = 'comprehensive' | 'simplified'

type Present = (document: DocumentReference) => boolean

/** What every deposited document must have. Custodian is required by the guide but absent of its own national examples. */
const always: Record<string, Present> = {
  masterIdentifier: (document) => Boolean(document.masterIdentifier?.value),
  type: (document) => document.type !== undefined,
  category: (document) => document.category !== undefined,
  subject: (document) => document.subject !== undefined,
  date: (document) => document.date !== undefined,
  author: (document) => document.author !== undefined,
  'content[0].attachment.contentType': ({ content }) => content[0]?.attachment.contentType !== undefined,
  'content[0].attachment.title': ({ content }) => content[0]?.attachment.title !== undefined,
}

const comprehensive: Record<string, Present> = {
  securityLabel: (document) => document.securityLabel !== undefined,
  'content[0].attachment.language': ({ content }) => content[0]?.attachment.language !== undefined,
  'content[0].attachment.size': ({ content }) => content[0]?.attachment.size !== undefined,
  'content[0].attachment.hash': ({ content }) => content[0]?.attachment.hash !== undefined,
  'content[0].attachment.creation': ({ content }) => content[0]?.attachment.creation !== undefined,
  'content[0].format': ({ content }) => content[0]?.format !== undefined,
  'context.period.start': ({ context }) => context?.period?.start !== undefined,
  'context.facilityType': ({ context }) => context?.facilityType !== undefined,
  'context.practiceSetting': ({ context }) => context?.practiceSetting !== undefined,
  'context.sourcePatientInfo': ({ context }) => context?.sourcePatientInfo !== undefined,
}

const code: IheWord = 'XDSRegistryMetadataError'

const missingOf = (rules: Record<string, Present>, document: DocumentReference, field: string): ResourceIssue[] =>
  Object.entries(rules)
    .filter(([, isPresent]) => !isPresent(document))
    .map(([element]) => ({ reason: 'element-missing', details: { field: `${field}.${element}`, code } }))

const wrongOf = (document: DocumentReference, field: string): ResourceIssue[] => {
  const issues: ResourceIssue[] = []
  const tell = (reason: string, element: string): number =>
    issues.push({ reason, details: { field: `${field}.${element}`, code } })
  if (document.status !== 'current') tell('status-not-current', 'status')
  if ((document.category?.length ?? 1) !== 1) tell('category-not-single', 'category')
  if (document.content.length !== 1) tell('content-not-single', 'content')
  const { value } = document.masterIdentifier ?? {}
  if (value && !/^urn:(oid|uuid):\S+$/.test(value)) tell('unique-id-not-urn', 'masterIdentifier.value')
  return issues
}

/** What a DocumentReference lacks or has too much of, by its profile. Spec: PDSm comprehensive and simplified publish. */
export const missingElements = (
  document: DocumentReference,
  place: { field: string; profile: DocumentProfile },
): ResourceIssue[] => [
  ...missingOf(always, document, place.field),
  ...(place.profile === 'comprehensive' ? missingOf(comprehensive, document, place.field) : []),
  ...wrongOf(document, place.field),
]

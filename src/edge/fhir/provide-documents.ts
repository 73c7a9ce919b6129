import { createHash } from 'node:crypto'
import type { Identifier } from '../../reference/document-entry.ts'
import type { StoredDocument, SubmissionResult } from '../../areas/documents/types.ts'
import { Problem } from '../../platform/problem.ts'
import type { FhirAnswer, FhirRequest } from './fhir-parts.ts'
import { bytesOf } from './fhir-body.ts'
import { metadataProblem } from './metadata-problem.ts'
import { languageOf, writeWarnings } from './operation-outcome.ts'
import { readOlder } from './read-older.ts'
import { readProvideBundle } from './read-provide-bundle.ts'
import type { ProvideBundle } from './read-provide-bundle.ts'
import { bundleKey } from './read-reference.ts'
import { resolveSubject } from './read-subject.ts'
import type { Bundle, BundleEntry } from './resources.ts'
import type { SortedEntry } from './sort-bundle.ts'
import { terms } from './terms.ts'

const onePatient = async ({ subjects }: ProvideBundle, asked: FhirRequest): Promise<Identifier> => {
  const [first, ...others] = subjects
  if (!first) throw metadataProblem('element-missing', { field: 'Bundle.entry' })
  const patient = await resolveSubject(first.subject, asked)
  for (const { subject, field } of others) {
    const other = await resolveSubject(subject, asked)
    if (other.system !== patient.system || other.value !== patient.value) {
      throw metadataProblem('patients-differ', { field }, 'XDSPatientIdDoesNotMatch')
    }
  }
  return patient
}

type Response = NonNullable<BundleEntry['response']>

const created = (location: string): Response => ({ status: '201', location })

const documentResponse = (stored: StoredDocument, asked: FhirRequest): Response => {
  const language = languageOf(asked.request.headers['accept-language'])
  const outcome = writeWarnings(stored.warnings, { parts: asked.parts, language })
  return {
    ...created(`DocumentReference/${stored.id}`),
    etag: `W/"${stored.version}"`,
    ...(outcome ? { outcome } : {}),
  }
}

interface Stored {
  result: SubmissionResult
  /** what became of each document entry, by its place in the message; of each binary, by its key */
  byPlace: ReadonlyMap<number, StoredDocument>
  byBinary: ReadonlyMap<string, StoredDocument>
}

const match = ({ entries }: ProvideBundle, result: SubmissionResult): Stored => {
  const byPlace = new Map<number, StoredDocument>()
  const byBinary = new Map<string, StoredDocument>()
  const documents = entries.filter((entry) => entry.kind === 'document')
  for (const [at, entry] of documents.entries()) {
    const stored = result.documents[at]
    if (!stored)
      throw new Problem('fault', 'unexpected-fault', { cause: new Error('fewer documents stored than sent') })
    byPlace.set(entry.at, stored)
    byBinary.set(bundleKey(entry.resource.content[0]?.attachment.url ?? ''), stored)
  }
  return { result, byPlace, byBinary }
}

const respond = (entry: SortedEntry, stored: Stored, asked: FhirRequest): BundleEntry => {
  if (entry.kind === 'set') return { response: created(`List/${stored.result.submissionId}`) }
  if (entry.kind === 'supersede') {
    return { response: { status: '200', location: `DocumentReference/${entry.documentId}` } }
  }
  const document = entry.kind === 'document' ? stored.byPlace.get(entry.at) : stored.byBinary.get(entry.key)
  if (!document) return { response: { status: '200' } }
  if (entry.kind === 'binary') return { response: created(`Binary/${document.blobId}`) }
  return { response: documentResponse(document, asked) }
}

/**
 * ITI-65 Provide Document Bundle: everything is stored, or nothing. The answer has an entry for each entry sent, in order.
 * Fails with IHE's words in `code` and the path in `field`. Spec: IHE MHD 2:3.65, PDSm flow 1.
 */
export const provideDocuments = async (asked: FhirRequest, bundle: Bundle): Promise<FhirAnswer> => {
  const { parts, request, visitor } = asked
  const message = readProvideBundle(bundle, parts)
  const patient = await onePatient(message, asked)
  const messageHash = createHash('sha256').update(bytesOf(request)).digest()
  const result = await parts.documents.submitDocuments(visitor, {
    ...message.submission,
    ...readOlder(request),
    patient,
    messageHash,
  })
  const stored = match(message, result)
  const response: Bundle = {
    resourceType: 'Bundle',
    meta: { profile: [terms.profiles.provideResponse] },
    type: 'transaction-response',
    entry: message.entries.map((entry) => respond(entry, stored, asked)),
  }
  return { status: 200, resource: response }
}

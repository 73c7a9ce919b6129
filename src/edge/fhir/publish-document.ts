import { createHash } from 'node:crypto'
import type { FhirAnswer, FhirRequest } from './fhir-parts.ts'
import { bodyOf } from './fhir-body.ts'
import { metadataProblem } from './metadata-problem.ts'
import { decodeBase64 } from './read-content.ts'
import { readDocumentReference } from './read-document-reference.ts'
import { readOlder } from './read-older.ts'
import { readResource } from './read-resource.ts'
import { readSubject, resolveSubject } from './read-subject.ts'
import { IncorrectResource } from './resource-issue.ts'
import type { Attachment } from './datatypes.ts'
import type { DocumentReference } from './resources.ts'
import type { Submission, StoredDocument } from '../../areas/documents/types.ts'

const field = 'DocumentReference'
const attachmentField = `${field}.content[0].attachment`

const readBytes = (attachment: Attachment): Buffer => {
  if (attachment.url !== undefined) throw metadataProblem('attachment-url', { field: `${attachmentField}.url` })
  if (attachment.data !== undefined) return decodeBase64(attachment.data, `${attachmentField}.data`)
  const details = { field: `${attachmentField}.data`, code: 'XDSMissingDocument' }
  throw new IncorrectResource([{ reason: 'element-missing', details }])
}

const readSubmission = async (
  document: DocumentReference,
  asked: FhirRequest,
): Promise<Omit<Submission, 'messageHash'>> => {
  const { baseUrl, codes } = asked.parts
  const metadata = readDocumentReference(document, { field, baseUrl, codes, profile: 'simplified' })
  const attachment = document.content[0]?.attachment ?? {}
  const bytes = readBytes(attachment)
  const patient = await resolveSubject(readSubject(document, { field, baseUrl }), asked)
  // Without a sourcePatientInfo the subject is all the source says of the patient (IHE MHD 2:3.105).
  const identifiers = metadata.sourcePatient.identifiers.length > 0 ? metadata.sourcePatient.identifiers : [patient]
  const declared = {
    ...(attachment.size === undefined ? {} : { declaredSize: attachment.size }),
    ...(attachment.hash === undefined ? {} : { declaredHash: attachment.hash }),
  }
  const sourced = { ...metadata, sourcePatient: { ...metadata.sourcePatient, identifiers } }
  return { patient, documents: [{ metadata: sourced, content: { bytes }, ...declared, field }], supersedes: [] }
}

/** The resource as it was sent, its bytes replaced by their address, size and hash, with the id and version it got. */
const published = (document: DocumentReference, stored: StoredDocument, baseUrl: string): DocumentReference => {
  const [content] = document.content
  const { data: _moved, ...attachment } = content?.attachment ?? {}
  const placed = { ...attachment, url: `${baseUrl}/Binary/${stored.blobId}`, size: stored.size, hash: stored.hash }
  return {
    ...document,
    id: stored.id,
    meta: { ...document.meta, versionId: String(stored.version) },
    content: [{ ...content, attachment: placed }],
  }
}

/** ITI-105 Simplified Publish: one document with its bytes inside; the server makes the set. 201, Location, the resource. */
export const publishDocument = async (asked: FhirRequest): Promise<FhirAnswer> => {
  const { parts, request, visitor } = asked
  const body = bodyOf(request)
  const document = readResource(body, 'DocumentReference')
  const submission = await readSubmission(document, asked)
  const messageHash = createHash('sha256').update(body.bytes).digest()
  const result = await parts.documents.submitDocuments(visitor, { ...submission, ...readOlder(request), messageHash })
  const [stored] = result.documents
  if (!stored) throw metadataProblem('document-references-missing', { field })
  const headers = {
    location: `${parts.baseUrl}/DocumentReference/${stored.id}`,
    etag: `W/"${stored.version}"`,
  }
  const isMinimal = String(request.headers.prefer).includes('return=minimal')
  return { status: 201, headers, ...(isMinimal ? {} : { resource: published(document, stored, parts.baseUrl) }) }
}

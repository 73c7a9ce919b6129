import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { Problem } from '../../platform/problem.ts'
import type { FhirAnswer, FhirRequest } from './fhir-parts.ts'
import { writeDocumentReference } from './write-document-reference.ts'
import { writePatient } from './write-patient.ts'
import { writeSet } from './write-set.ts'

const idShape = Compile(Type.Object({ id: Type.String() }))

/** The id in the address of a request. */
export const idOf = (request: FastifyRequest): string => {
  if (!idShape.Check(request.params)) throw new Problem('incorrect', 'interaction-not-found')
  return request.params.id
}

/** GET DocumentReference/id: what the record says of a document, superseded versions included. */
export const readDocumentInteraction = async ({ parts, visitor, request }: FhirRequest): Promise<FhirAnswer> => {
  const entry = await parts.documents.readDocument(visitor, idOf(request))
  const headers = { etag: `W/"${entry.version}"` }
  return { status: 200, headers, resource: writeDocumentReference(entry, parts) }
}

/** GET List/id: a submission set, or a folder to its holder, with the documents of it that the visitor may see. */
export const readSetInteraction = async ({ parts, visitor, request }: FhirRequest): Promise<FhirAnswer> => ({
  status: 200,
  resource: writeSet(await parts.documents.readSet(visitor, idOf(request))),
})

/** GET Patient/id: the few traits that tell the right person. */
export const readPatientInteraction = async ({ parts, visitor, request }: FhirRequest): Promise<FhirAnswer> => ({
  status: 200,
  resource: writePatient(await parts.identity.readPerson(visitor, { spaceId: idOf(request) })),
})

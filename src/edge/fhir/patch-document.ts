import type { FastifyRequest } from 'fastify'
import { Problem } from '../../platform/problem.ts'
import type { FhirAnswer, FhirRequest } from './fhir-parts.ts'
import { bodyOf, bytesOf, contentTypeOf } from './fhir-body.ts'
import { addressParameters } from './negotiate.ts'
import type { PatchStep } from './patch-step.ts'
import { readFhirPathPatch } from './read-fhirpath-patch.ts'
import { readToken } from './read-identifier.ts'
import { idOf } from './read-interactions.ts'
import { readJsonPatch } from './read-json-patch.ts'
import { readUpdate } from './read-update.ts'
import { readXmlPatch } from './read-xml-patch.ts'
import { writeDocumentReference } from './write-document-reference.ts'

const readSteps = (request: FastifyRequest): PatchStep[] => {
  const contentType = contentTypeOf(request)
  if (contentType === 'application/json-patch+json') return readJsonPatch(bytesOf(request))
  if (contentType === 'application/xml-patch+xml') return readXmlPatch(bytesOf(request))
  return readFhirPathPatch(bodyOf(request))
}

type Target = { id: string } | { uniqueId: string }

const update = async (asked: FhirRequest, target: Target): Promise<FhirAnswer> => {
  const { parts, visitor, request } = asked
  const current = async () => {
    if ('id' in target) return parts.documents.readDocument(visitor, target.id)
    throw new Problem('incorrect', 'patch-needs-id', { details: { field: 'identifier' } })
  }
  const change = await readUpdate(readSteps(request), { parts, current })
  const entry = await parts.documents.updateDocument(visitor, target, change)
  return { status: 200, headers: { etag: `W/"${entry.version}"` }, resource: writeDocumentReference(entry, parts) }
}

/** PATCH DocumentReference/id in JSON Patch, XML Patch or FHIRPath Patch. Spec: PDSm flows 3 and 4. */
export const patchDocument = (asked: FhirRequest): Promise<FhirAnswer> => update(asked, { id: idOf(asked.request) })

/** PATCH DocumentReference?identifier=system|value: the one document with that unique id (404 none, 412 several). */
export const patchDocumentByIdentifier = async (asked: FhirRequest): Promise<FhirAnswer> => {
  const parameters = addressParameters(asked.request.url)
  parameters.delete('_format')
  const [only, second] = [...parameters]
  if (only?.[0] !== 'identifier' || second) {
    throw new Problem('incorrect', 'patch-condition', { details: { field: second?.[0] ?? 'identifier' } })
  }
  const uniqueId = readToken(only[1])?.value ?? only[1].replace(/^\|/, '')
  if (uniqueId === '') throw new Problem('incorrect', 'parameter-empty', { details: { field: 'identifier' } })
  return update(asked, { uniqueId })
}

import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { Problem } from '../../platform/problem.ts'
import { bytesOf, contentTypeOf } from './fhir-body.ts'
import type { FhirAnswer, FhirRequest } from './fhir-parts.ts'
import type { PatchStep } from './patch-step.ts'
import { idOf } from './read-interactions.ts'
import { readJsonPatch } from './read-json-patch.ts'
import { isLenient, pageLinks, parametersOf } from './search-bundle.ts'
import { writeListedTask, writeTask } from './write-task.ts'

const mostPerPage = 50

const requireKnown = (asked: FhirRequest, parameters: URLSearchParams): void => {
  const unknown = [...parameters.keys()].find((name) => name !== 'status' && name !== '_format')
  if (unknown !== undefined && !isLenient(asked))
    throw new Problem('incorrect', 'parameter-unknown', { details: { field: unknown } })
  const status = parameters.get('status')
  if (status !== null && status !== 'requested')
    throw new Problem('incorrect', 'task-status-unknown', { details: { field: 'status' } })
}

/** GET Task: what the visitor's place is asked for and has not answered, the most due first: their addresses and dates. Fetching one is opening it. */
export const searchTasks = async (asked: FhirRequest): Promise<FhirAnswer> => {
  const { parts, visitor } = asked
  const parameters = parametersOf(asked)
  requireKnown(asked, parameters)
  const listed = await parts.receivedRequests.list(visitor)
  const shown = listed.slice(0, mostPerPage)
  const entry = shown.map((request) => ({
    fullUrl: `${parts.baseUrl}/Task/${request.id}`,
    resource: writeListedTask(request),
    search: { mode: 'match' },
  }))
  const link = pageLinks(`${parts.baseUrl}/Task`, parameters)
  const bundle = { resourceType: 'Bundle', type: 'searchset', total: listed.length, link }
  return { status: 200, resource: { ...bundle, ...(entry.length > 0 ? { entry } : {}) } }
}

/** GET Task/id: one of them, whatever became of it. */
export const readTask = async ({ parts, visitor, request }: FhirRequest): Promise<FhirAnswer> => ({
  status: 200,
  resource: writeTask(await parts.receivedRequests.find(visitor, idOf(request)), parts),
})

const reasonShape = Compile(
  Type.Object({ coding: Type.Array(Type.Object({ code: Type.String() }), { minItems: 1, maxItems: 1 }) }),
)

const reasonIn = (steps: readonly PatchStep[]): string => {
  let reason = ''
  for (const { op, path, value, field } of steps) {
    const isSet = op === 'add' || op === 'replace'
    const isRejected = path.join('/') === 'status' && value === 'rejected'
    const said = path.join('/') === 'statusReason' && reasonShape.Check(value) ? value.coding[0]?.code : undefined
    if (!isSet || (!isRejected && said === undefined))
      throw new Problem('incorrect', 'update-not-allowed', { details: { field } })
    reason = said ?? reason
  }
  return reason
}

/** PATCH Task/id, a JSON Patch that sets `status` to `rejected` with a `statusReason`: why it does not come. Nothing else changes. */
export const declineTask = async (asked: FhirRequest): Promise<FhirAnswer> => {
  const { parts, visitor, request } = asked
  const type = contentTypeOf(request)
  if (type !== 'application/json-patch+json')
    throw new Problem('incorrect', 'media-type-not-accepted', { details: { type } })
  await parts.receivedRequests.decline(visitor, idOf(request), reasonIn(readJsonPatch(bytesOf(request))))
  return readTask(asked)
}

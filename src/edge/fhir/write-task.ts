import type { ListedRequest, ReceivedRequest, RequestState } from '../../areas/requests/index.ts'
import type { FhirParts } from './fhir-parts.ts'

/** Spec: R4 Task.status. What nobody waits for any more has failed. */
const statuses: Readonly<Record<RequestState, string>> = {
  asked: 'requested',
  answered: 'completed',
  declined: 'rejected',
  'taken-back': 'cancelled',
  over: 'failed',
}

const inputs = ({ category, year }: ReceivedRequest, baseUrl: string): object[] => [
  ...(category === undefined
    ? []
    : [{ type: { text: 'category' }, valueCoding: { system: `${baseUrl}/CodeSystem/category`, code: category } }]),
  ...(year === undefined ? [] : [{ type: { text: 'year' }, valueDate: year }]),
]

const subsetted = {
  tag: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'SUBSETTED' }],
}

/** A request that waits, as a list tells of it: neither whose it is nor what is asked. Spec: R4 Task, and the tag of a resource that is not whole. */
export const writeListedTask = ({ id, askedAt, dueOn }: ListedRequest): object => ({
  resourceType: 'Task',
  id,
  meta: subsetted,
  status: 'requested',
  intent: 'order',
  code: { text: 'document-request' },
  authoredOn: askedAt,
  restriction: { period: { end: dueOn } },
})

/** A request for a document as the place reads it that was asked: for whom, what, up to when. Spec: R4 Task. */
export const writeTask = (request: ReceivedRequest, { baseUrl }: Pick<FhirParts, 'baseUrl'>): object => {
  const { holder, note } = request
  const input = inputs(request, baseUrl)
  return {
    resourceType: 'Task',
    id: request.id,
    status: statuses[request.state],
    ...(request.reason === undefined
      ? {}
      : { statusReason: { coding: [{ system: `${baseUrl}/CodeSystem/request-reason`, code: request.reason }] } }),
    intent: 'order',
    code: { text: 'document-request' },
    for: { type: 'Patient', identifier: holder.ins, display: `${holder.name}, ${holder.birthDate}` },
    authoredOn: request.askedAt,
    ...(note === undefined ? {} : { note: [{ text: note }] }),
    restriction: { period: { end: request.dueOn } },
    ...(input.length === 0 ? {} : { input }),
  }
}

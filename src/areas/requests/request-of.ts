import type { FieldSeal } from '../identity/index.ts'
import { requestsFile } from './requests-file.ts'
import { stateOn } from './rules.ts'
import { openRequest, type SealedRequest } from './sealed-request.ts'
import type { DocumentRequest, ListedRequest, ReceivedRequest } from './types.ts'

/** What a list tells of a request without opening it. */
export const listedOf = ({ id, askedAt, dueOn, seenAt, state }: SealedRequest, today: string): ListedRequest => ({
  id,
  askedAt,
  dueOn,
  isLate: state === 'asked' && dueOn < today,
  ...(seenAt === null ? {} : { seenAt }),
})

/** A request, opened with the key of its space, as the facility reads it. */
export const receivedOf = (seal: FieldSeal, row: SealedRequest, today: string): ReceivedRequest => {
  const { reason: said, holder, ...content } = openRequest(seal, row.id, row.details)
  const reason = requestsFile.reasons.find((known) => known === said)
  return {
    ...listedOf(row, today),
    ...content,
    holder: { ...holder, spaceId: row.spaceId },
    state: stateOn(row, today),
    ...(reason === undefined ? {} : { reason }),
    ...(row.documentId === null ? {} : { documentId: row.documentId }),
  }
}

/** The same as its holder reads it. */
export const requestOf = (seal: FieldSeal, row: SealedRequest, today: string): DocumentRequest => {
  const { holder: _themselves, ...request } = receivedOf(seal, row, today)
  return request
}

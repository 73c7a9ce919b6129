import type { NoteArrived } from '../documents/index.ts'
import type { Coding } from '../../reference/document-entry.ts'
import { dropLateNotice, type RequestParts } from './create-requests.ts'
import { isAnswer } from './rules.ts'
import { openRequest } from './sealed-request.ts'
import { endRequest, selectOpen } from './store.ts'

/** A deposit closes what it answers: each request by one document, each document one request, the oldest first. */
export const createNoteArrived =
  ({ clock }: Pick<RequestParts, 'clock'>, categoryOf: (type: Coding) => string | undefined): NoteArrived =>
  async (opened, facilityId, arrived) => {
    const { spaceId, standing } = opened
    const open = await opened.alongside((connection) => selectOpen(connection, { spaceId, facilityId }))
    const left = [...arrived]
    for (const row of open) {
      const wish = openRequest(standing.keys, row.id, row.details)
      const at = left.findIndex(({ type, createdAt }) =>
        isAnswer(wish, { category: categoryOf(type), createdAt, askedAt: row.askedAt }),
      )
      const [document] = at < 0 ? [] : left.splice(at, 1)
      if (document === undefined) continue
      const end = { spaceId, id: row.id, state: 'answered', at: clock.now().toISOString() } as const
      await opened.alongside(async (connection) => {
        await endRequest(connection, { ...end, documentId: document.id })
        await dropLateNotice(connection, row)
      })
    }
  }

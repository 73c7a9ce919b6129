import type { Opened } from '../../../access/door-opened.ts'
import { uuidOf } from '../../../platform/ids.ts'
import { enqueueBulk } from '../../../platform/outbox.ts'

/** No search queues more; what is left is queued by the next one. */
const mostQueued = 500

/**
 * Queues the reading of documents whose text is not there yet: with the deposit, and again by whoever searches and misses it (documents of
 * before, moved ones). The same document is queued once, behind everything that somebody waits for.
 */
export const awaitTexts = async (opened: Opened, documentIds: readonly string[]): Promise<void> => {
  const { spaceId } = opened
  const items = documentIds
    .slice(0, mostQueued)
    .map((documentId) => ({ spaceId, id: uuidOf(`${documentId}/text`), payload: { documentId } }))
  await opened.alongside((connection) => enqueueBulk(connection, 'text-unread', items))
}

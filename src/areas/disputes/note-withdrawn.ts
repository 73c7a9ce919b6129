import type { Opened } from '../../access/door-opened.ts'
import { timeOrderedId } from '../../platform/ids.ts'
import { dropQueued, enqueue } from '../../platform/outbox.ts'
import type { NoteWithdrawn } from '../documents/index.ts'
import { beginCase, type DisputeParts } from './create-disputes.ts'
import { insertDispute, selectOpen, stepDispute } from './store.ts'

/**
 * Whether the notice of an arrival still has something to tell: without the document that has just left, of what came since the day
 * before. What waits in the queue names no document.
 */
const hasOtherNews = async (opened: Opened, { depositedAt }: { depositedAt: string }): Promise<boolean> => {
  const prefilter = { partyIds: [], seesHidden: true, seesSecret: true, seesQuarantined: true }
  const page = { sort: 'created_at', descending: true, limit: 1 } as const
  const dayBefore = new Date(Date.parse(depositedAt) - 24 * 3_600_000).toISOString()
  return (await opened.vault.listDocuments({ prefilter, depositedAfter: dayBefore }, page)).length > 0
}

/**
 * A document has left a space by its author's word: the case about it is closed; of one that was for somebody else and that nobody had
 * disputed, a case is kept, so that holder and author read what happened and whom to call. The holder is told that there is news; a
 * notice of its arrival that was not sent goes with it. Rules: DOC-15, DOC-16.
 */
export const createNoteWithdrawn =
  (parts: Pick<DisputeParts, 'clock' | 'dayOf'>): NoteWithdrawn =>
  async (opened, { entry, authorIds, wrongPerson }) => {
    const { spaceId } = opened
    const row = await opened.alongside((connection) => selectOpen(connection, { spaceId, documentId: entry.id }))
    if (row === undefined && !wrongPerson) return
    const now = parts.clock.now()
    const closed = { at: now.toISOString(), by: entry.depositedBy.id }
    if (!(await hasOtherNews(opened, entry)))
      await opened.alongside((connection) => dropQueued(connection, { spaceId, kind: 'notice-deposit' }))
    if (row === undefined) {
      const begun = await beginCase(parts, opened, { entry, authorIds, kind: 'recalled' })
      const kept = { ...begun, state: 'withdrawn', closedAt: closed.at, closedBy: closed.by } as const
      await opened.alongside((connection) => insertDispute(connection, kept))
    } else {
      const { id, details } = row
      await opened.alongside((connection) =>
        stepDispute(connection, { spaceId, id, state: 'withdrawn', details, closed }),
      )
    }
    const notice = { spaceId, id: timeOrderedId(now.getTime()), kind: 'notice-answer', payload: {} }
    await opened.alongside((connection) => enqueue(connection, notice))
  }

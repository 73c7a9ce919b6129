import type { Opened } from '../../access/door-opened.ts'
import type { Door } from '../../access/door.ts'
import type { Visitor } from '../../access/types.ts'
import { uuidOf } from '../../platform/ids.ts'
import { dequeue, enqueue } from '../../platform/outbox.ts'

/** When the law tells of what is withheld from now on, and when it opens by itself (ISO instants). Law: R.1111-53. */
export interface AnnouncementTimes {
  toldAt: string
  opensAt: string
}

/** What is queued of a withheld document; the same ids for the same document, so that each happens once. */
const itemsOf = (documentId: string) => ({ told: uuidOf(`${documentId}/told`), opened: uuidOf(`${documentId}/opened`) })

/**
 * Queues, with the deposit, what becomes of a document that its holder may not see: after two weeks they are told that their record has
 * news, and nothing else; after a month it has opened, and its journal opens with it.
 */
export const awaitAnnouncement = (opened: Opened, documentId: string, times: AnnouncementTimes): Promise<void> =>
  opened.alongside(async (connection) => {
    const { spaceId } = opened
    const { told, opened: opens } = itemsOf(documentId)
    await enqueue(connection, { spaceId, id: told, kind: 'notice-withheld', payload: {}, dueAt: times.toldAt })
    await enqueue(connection, { spaceId, id: opens, kind: 'withheld-opened', payload: {}, dueAt: times.opensAt })
  })

/** A professional announced it, or its author withdrew it: nobody is told of it by date any more. */
export const settleAnnouncement = (opened: Opened, documentId: string, how: 'announced' | 'withdrawn'): Promise<void> =>
  opened.alongside(async (connection) => {
    const { spaceId } = opened
    const { told, opened: opens } = itemsOf(documentId)
    await dequeue(connection, spaceId, [told, opens])
    const id = uuidOf(`${documentId}/announced`)
    if (how === 'announced') await enqueue(connection, { spaceId, id, kind: 'withheld-opened', payload: {} })
  })

/** Something is withheld still: the visit is taken back, and leaves no entry. */
class NotYet extends Error {}

/** The holder of a space, who reads one document: for a judgement in their place. */
export const asHolder = (spaceId: string) =>
  ({ actor: { kind: 'holder', id: spaceId, name: '' }, authLevel: 'high', act: 'read-document' }) as const

const isClosed = async ({ vault, judgeAs, spaceId }: Opened): Promise<boolean> => {
  const everything = { partyIds: [], seesHidden: true, seesSecret: true }
  const withheld = await vault.countDocuments({ prefilter: everything, withheld: true })
  return withheld.some(({ facts }) => judgeAs(asHolder(spaceId), facts).reason === 'document-withheld')
}

/**
 * Opens to the holder the chain of what was withheld from them, once nothing of it is: its last entry is this one, and the main chain
 * names it with its hash. While another document is withheld it stays shut, and the date of that one opens it. Spec: security.md §2.6.
 */
export const createOpenWithheld =
  (door: Door, visitor: Visitor) =>
  async (spaceId: string): Promise<void> => {
    const visit = { ...visitor, space: { spaceId }, act: 'open-withheld', audience: 'withheld-from-holder' } as const
    const done = door.open(visit, async (opened) => {
      if (await isClosed(opened)) throw new NotYet()
      await opened.linkInMain()
    })
    await done.catch((error: unknown) => {
      if (!(error instanceof NotYet)) throw error
    })
  }

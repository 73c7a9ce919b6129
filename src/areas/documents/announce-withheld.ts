import type { Opened } from '../../access/door-opened.ts'
import type { Door } from '../../access/door.ts'
import type { Visitor } from '../../access/types.ts'
import type { Clock } from '../../platform/clock.ts'
import { uuidOf } from '../../platform/ids.ts'
import { dequeue, enqueue, moveQueued } from '../../platform/outbox.ts'

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

/**
 * Queues again what is still to come of a document that is withheld here by a correction, or stands again: what was told once is not told
 * twice, and what is queued already stays as it is.
 */
export const awaitRemaining = (
  opened: Opened,
  documentId: string,
  { times, now }: { times: AnnouncementTimes; now: Date },
): Promise<void> =>
  opened.alongside(async (connection) => {
    const { spaceId } = opened
    const { told, opened: opens } = itemsOf(documentId)
    const still = [
      { id: told, kind: 'notice-withheld', dueAt: times.toldAt },
      { id: opens, kind: 'withheld-opened', dueAt: times.opensAt },
    ].filter(({ dueAt }) => Date.parse(dueAt) > now.getTime())
    for (const item of still) await enqueue(connection, { spaceId, payload: {}, ...item })
  })

/** What is queued of documents goes with them into the space that is open: nobody is told of them in the other. */
export const moveAnnouncements = (opened: Opened, from: string, documentIds: readonly string[]): Promise<void> =>
  opened.alongside((connection) =>
    moveQueued(
      connection,
      { from, to: opened.spaceId },
      documentIds.flatMap((id) => Object.values(itemsOf(id))),
    ),
  )

/** What is queued of a document elsewhere, or here, is dropped: the same document is told of under another id, or by nobody any more. */
export const dropAnnouncement = (opened: Opened, spaceId: string, documentId: string): Promise<void> =>
  opened.alongside((connection) => dequeue(connection, spaceId, Object.values(itemsOf(documentId))))

/** A professional announced it, or its author withdrew it, or an objection set it aside: nobody is told of it by date any more. */
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

/** Trust: asked as if the space were open. A closed one tells its holder nothing, and is not to open its journal for that. */
const isClosed = async ({ vault, judgeInPlaceOf, spaceId, standing }: Opened, now: Date): Promise<boolean> => {
  const everything = { partyIds: [], seesHidden: true, seesSecret: true, seesQuarantined: true }
  const withheld = await vault.countDocuments({ prefilter: everything, withheld: true })
  const { actor } = asHolder(spaceId)
  const holder = judgeInPlaceOf({ actor, past: { now, policy: standing.policy, state: 'open' } })
  return withheld.some(({ facts }) => holder.document(facts).reason === 'document-withheld')
}

/**
 * Opens to the holder the chain of what was withheld from them, once nothing of it is: its last entry is this one, and the main chain
 * names it with its hash. While another document is withheld it stays shut, and the date of that one opens it. Spec: security.md §2.6.
 */
export const createOpenWithheld =
  (door: Door, visitor: Visitor, clock: Clock) =>
  async (spaceId: string): Promise<void> => {
    const visit = { ...visitor, space: { spaceId }, act: 'open-withheld', audience: 'withheld-from-holder' } as const
    const done = door.open(visit, async (opened) => {
      if (await isClosed(opened, clock.now())) throw new NotYet()
      await opened.linkInMain()
    })
    await done.catch((error: unknown) => {
      if (!(error instanceof NotYet)) throw error
    })
  }

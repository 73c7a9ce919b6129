import type { Connection } from '../../../../platform/database/database.ts'
import { timeOrderedId } from '../../../../platform/ids.ts'
import { enqueue } from '../../../../platform/outbox.ts'

/**
 * Queues, with the change itself, that spaces follow what the register now says of somebody: of who represents them, and of whom they
 * represent. Whoever changed it may do it at once; a crash in between leaves it to the worker.
 */
export const queueFollowing = (connection: Connection, at: Date, personId: string): Promise<void> =>
  enqueue(connection, {
    spaceId: personId,
    id: timeOrderedId(at.getTime()),
    kind: 'representation-changed',
    payload: { personId },
  })

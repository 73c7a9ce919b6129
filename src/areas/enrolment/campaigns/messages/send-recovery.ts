import { isRecoverableByPost } from '../../entry/rules.ts'
import { momentOf } from '../campaign-parts.ts'
import { selectNotice } from '../letters/store.ts'
import { queueLetters } from '../queue-letters.ts'
import type { EnrolmentMessages } from '../types.ts'
import type { MessageParts } from './message-parts.ts'

/**
 * Queues a letter that leads back into a space, and with it the way back itself, which the contacts that its holder proved are told of.
 * One transaction: done again after a crash it finds its letter and does nothing. Where no letter can go, nothing is on its way and a
 * human looks; what changed since the request counts.
 */
export const createSendRecovery =
  (parts: MessageParts): EnrolmentMessages['sendRecovery'] =>
  async ({ id, payload }) => {
    const { personId = '' } = payload
    await parts.database.transaction(async (connection) => {
      const person = await parts.register.findPerson(personId, connection)
      if (person === undefined || person.spaceId === null) return
      if (!isRecoverableByPost(person, momentOf(parts).today)) return
      if ((await selectNotice(connection, personId, id)) !== undefined) return
      const recovery = await parts.recoveries.recoveryOf(person.spaceId, connection)
      if (recovery?.effectiveAt !== undefined) return
      const letters = await queueLetters(parts, connection, { id, personId, kind: 'recovery' })
      if (letters > 0) await parts.recoveries.askRecovery(connection, person.spaceId)
    })
  }

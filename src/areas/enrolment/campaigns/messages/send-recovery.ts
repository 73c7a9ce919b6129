import { selectNotice } from '../letters/store.ts'
import { queueLetters } from '../queue-letters.ts'
import type { EnrolmentMessages } from '../types.ts'
import type { MessageParts } from './message-parts.ts'

/**
 * Queues a letter that leads back into a space, to whoever is written to about this person, and tells the contacts that its holder
 * proved. One transaction: done again after a crash it finds its letter and does nothing. Where no letter can go, a human looks.
 */
export const createSendRecovery =
  (parts: MessageParts): EnrolmentMessages['sendRecovery'] =>
  async ({ id, payload }) => {
    const { personId = '' } = payload
    await parts.database.transaction(async (connection) => {
      const person = await parts.register.findPerson(personId, connection)
      if (person === undefined || person.spaceId === null) return
      if ((await selectNotice(connection, personId, id)) !== undefined) return
      if (await parts.recoveries.askRecovery(connection, person.spaceId))
        await queueLetters(parts, connection, { id, personId, kind: 'recovery' })
    })
  }

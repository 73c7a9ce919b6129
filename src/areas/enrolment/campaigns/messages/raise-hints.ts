import { timeOrderedId } from '../../../../platform/ids.ts'
import { findCodeHints, isForTheQueue } from '../../desk/code-rules.ts'
import { deskParameters } from '../../desk/parameters.ts'
import { contactChangedIn } from '../../register/contact-changed.ts'
import type { RegisterPerson } from '../../register/types.ts'
import { insertExceptions } from '../exceptions/store.ts'
import type { MessageParts } from './message-parts.ts'

const dayMs = 24 * 60 * 60 * 1000

/** After a code has left: puts its person into the queue of exceptions where what is on record hints at a fraud. Screen O9. */
export const raiseHints = async (parts: MessageParts, person: RegisterPerson): Promise<void> => {
  const now = parts.clock.now()
  const { codes } = deskParameters
  const since = new Date(now.getTime() - codes.shownDays * dayMs).toISOString()
  const facts = {
    now: now.toISOString(),
    issued: await parts.codes.made(person.id, since),
    contactChangedAt: contactChangedIn(await parts.register.listEvents(person.id)),
    isContactShared: false,
    tries: 0,
    areRequestsSpent: false,
  }
  if (!isForTheQueue(findCodeHints(facts, codes))) return
  const id = timeOrderedId(now.getTime())
  await insertExceptions(parts.database, { campaignId: null, at: facts.now }, [
    { id, personId: person.id, kind: 'code-hints' },
  ])
}

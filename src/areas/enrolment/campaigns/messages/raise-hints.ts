import { timeOrderedId } from '../../../../platform/ids.ts'
import { findCodeHints, isForTheQueue } from '../../desk/code-rules.ts'
import { deskParameters } from '../../desk/parameters.ts'
import { contactChangedIn } from '../../register/contact-changed.ts'
import type { RegisterPerson } from '../../register/types.ts'
import { insertExceptions, selectSettledAt } from '../exceptions/store.ts'
import type { MessageParts } from './message-parts.ts'

const dayMs = 24 * 60 * 60 * 1000

const laterOf = (one: string, other = one): string => (Date.parse(other) > Date.parse(one) ? other : one)

/**
 * Whether what is on record, with the code that leaves, hints at a fraud. A changed contact says nothing of a code that goes by post,
 * and what a human has settled is not raised again: only what came after. Screen O9.
 */
export const hasHints = async (
  parts: MessageParts,
  person: RegisterPerson,
  { goesTo }: { goesTo: 'contact' | 'post' },
): Promise<boolean> => {
  const now = parts.clock.now()
  const { codes } = deskParameters
  const settledAt = await selectSettledAt(parts.database, { personId: person.id, kind: 'code-hints' })
  const since = laterOf(new Date(now.getTime() - codes.shownDays * dayMs).toISOString(), settledAt)
  const changedAt = goesTo === 'contact' ? contactChangedIn(await parts.register.listEvents(person.id)) : undefined
  const facts = {
    now: now.toISOString(),
    issued: await parts.codes.made(person.id, since),
    contactChangedAt: changedAt !== undefined && laterOf(since, changedAt) === changedAt ? changedAt : undefined,
    isContactShared: false,
    tries: 0,
    areRequestsSpent: false,
  }
  return isForTheQueue(findCodeHints(facts, codes))
}

/** Puts the person of a code that has left into the queue of exceptions. */
export const raiseHints = async (
  { database, clock }: MessageParts,
  { id: personId }: RegisterPerson,
): Promise<void> => {
  const now = clock.now()
  const id = timeOrderedId(now.getTime())
  const stamp = { campaignId: null, at: now.toISOString() }
  await insertExceptions(database, stamp, [{ id, personId, kind: 'code-hints' }])
}

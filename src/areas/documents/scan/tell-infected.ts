import type { Opened } from '../../../access/door-opened.ts'
import type { DocumentFacts } from '../../../access/types.ts'
import { uuidOf } from '../../../platform/ids.ts'
import { enqueue } from '../../../platform/outbox.ts'
import type { DocumentEntry } from '../../../reference/document-entry.ts'
import { asHolder } from '../announce-withheld.ts'

/**
 * The holder's notice is of a kind that others have too: who reads the queue learns of nobody that something was found. Of what is kept from
 * who represents them only they are told, where it is sure that nobody else reads it. Rules: DOC-24, DOC-27.
 */
const noticeOf = ({ visibility }: DocumentFacts): string =>
  visibility.hiddenFromRepresentatives ? 'notice-answer' : 'notice-deposit'

/**
 * Queues, with the note of it, that a scanner found something in a document: its holder is told that there is news, where they may see it,
 * and the professional who deposited it that something waits, where it is their own. Each once for the document. What the author withdrew is
 * told to nobody.
 */
export const tellInfected = async (
  { alongside, judgeInPlaceOf, spaceId }: Opened,
  { entry, facts }: { entry: DocumentEntry; facts: DocumentFacts },
): Promise<void> => {
  if (facts.status === 'entered-in-error') return
  const id = uuidOf(`${entry.id}/infected`)
  const { id: partyId } = entry.depositedBy
  const isSeen = judgeInPlaceOf({ actor: asHolder(spaceId).actor }).document(facts).effect === 'permit'
  await alongside(async (connection) => {
    if (isSeen) await enqueue(connection, { spaceId, id, kind: noticeOf(facts), payload: {} })
    if (!facts.authorIds.includes(partyId)) return
    const told = { spaceId, id: uuidOf(`${entry.id}/infected/${partyId}`), kind: 'notice-professional' }
    await enqueue(connection, { ...told, payload: { partyId } })
  })
}

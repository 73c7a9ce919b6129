import { partiesOf } from '../../access/policy.ts'
import type { Visitor } from '../../access/types.ts'
import { isUuid, timeOrderedId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/outbox.ts'
import { Problem } from '../../platform/problem.ts'
import type { DisputeParts } from './create-disputes.ts'
import { forAuthor, listedOf } from './dispute-of.ts'
import { requireOpen, requireShort } from './rules.ts'
import { openTold, sealTold } from './sealed-case.ts'
import { selectOfParties, selectOne, stepDispute, type SealedDispute } from './store.ts'
import type { DisputedDeposits } from './types.ts'

/** The answer for a case of somebody else is that of one that is not there. */
const take = async ({ database }: DisputeParts, { actor }: Visitor, id: string): Promise<SealedDispute> => {
  const row = isUuid(id) ? await selectOne(database, id) : undefined
  const isTheirs = actor.kind === 'professional' && partiesOf(actor).some((party) => row?.partyIds.includes(party))
  if (row === undefined || !isTheirs) throw new Problem('absent', 'dispute-unknown')
  return row
}

/** Builds the author's side of cases: the door decides again that they are the author. */
export const createDisputedDeposits = (parts: DisputeParts): DisputedDeposits => ({
  list: async ({ actor }) =>
    actor.kind === 'professional' ? (await selectOfParties(parts.database, partiesOf(actor))).map(listedOf) : [],
  find: async (professional, id) => {
    const row = await take(parts, professional, id)
    const { documentId } = row
    const visit = { ...professional, space: { objectId: documentId }, act: 'read-document', documentId } as const
    const { value } = await parts.door.open(visit, async (opened) => ({
      entry: opened.require(await opened.vault.findDocument(documentId)).open(),
      dispute: forAuthor(opened.standing.keys, row),
    }))
    return value
  },
  answer: async (professional, id, why) => {
    const answer = requireShort(why, 'answer')
    if (answer === '') throw new Problem('incorrect', 'dispute-answer-missing', { details: { field: 'answer' } })
    const { documentId, spaceId, details } = requireOpen(await take(parts, professional, id))
    const justification = { words: answer }
    const space = { objectId: documentId }
    const visit = { ...professional, space, act: 'update-document', documentId, justification } as const
    await parts.door.open(visit, async (opened) => {
      opened.require(await opened.vault.findDocument(documentId))
      const { keys } = opened.standing
      const told = sealTold(keys, id, { ...openTold(keys, id, details), answer })
      const notice = { spaceId, id: timeOrderedId(parts.clock.now().getTime()), kind: 'notice-answer', payload: {} }
      await opened.alongside(async (connection) => {
        if (!(await stepDispute(connection, { spaceId, id, state: 'answered', details: told })))
          throw new Problem('conflict', 'dispute-over')
        await enqueue(connection, notice)
      })
    })
  },
})

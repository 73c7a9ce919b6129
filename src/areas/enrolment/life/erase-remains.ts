import type { Connection } from '../../../platform/database/database.ts'
import { timeOrderedId } from '../../../platform/ids.ts'
import { enqueue } from '../../../platform/outbox.ts'
import { dropAwayIn } from '../corrections/drop-away.ts'
import { selectMerged, type MergedPerson } from '../corrections/person-rows/store.ts'
import { selectTouching } from '../corrections/store.ts'
import { clockVisitor } from './clock-visitor.ts'
import type { LifeParts } from './take-step.ts'
import type { Lives } from './types.ts'

/**
 * Queues, in the transaction that erases a person's space, what must go with it: the spaces of those who were merged into them, and
 * what corrections left of theirs in the spaces of others. If the erasure does not come to be, nothing of it is touched.
 */
export const queueRemains = async (parts: LifeParts, connection: Connection, personId: string): Promise<void> => {
  const merged = await selectMerged(connection, personId)
  const corrections = await selectTouching(connection, [personId, ...merged.map(({ id }) => id)])
  if (merged.length === 0 && corrections.length === 0) return
  const id = timeOrderedId(parts.clock.now().getTime())
  const payload = {
    personId,
    merged: merged.map((one) => one.id).join(','),
    corrections: corrections.map((one) => one.id).join(','),
  }
  await enqueue(connection, { spaceId: personId, id, kind: 'space-erased', payload })
}

const idsIn = (text = ''): string[] => text.split(',').filter((id) => id !== '')

/** Somebody who was taken out of the survivor meanwhile keeps their space: the step finds them in another state. */
const destroyMerged = async (parts: LifeParts, { id, spaceId }: MergedPerson): Promise<void> => {
  if (spaceId === null) return
  const visit = { ...clockVisitor, space: { spaceId }, act: 'erase-space' } as const
  const by = { kind: clockVisitor.actor.kind, id: clockVisitor.actor.id }
  const { value: objects } = await parts.door.open(visit, async (opened) => {
    await opened.alongside(async (connection) => {
      const change = { spaceId: null, event: { kind: 'erased', channel: 'clock', by } }
      if (!(await parts.register.transition(connection, id, { expectState: 'merged', change })))
        throw new Error('a merged person who stands alone again')
      await parts.credentials.forgetMeans(connection, spaceId)
      await parts.persons.forgetPerson(connection, spaceId)
    })
    return opened.erase()
  })
  await parts.door.remove(objects)
}

/**
 * Does what an erasure left behind it. Done twice it changes nothing more. Right: whoever is erased is erased wherever something of
 * theirs lies (R.1111-36).
 */
export const createEraseRemains =
  (parts: LifeParts): Lives['eraseRemains'] =>
  async (remains) => {
    const then = idsIn(remains['merged'])
    const personId = remains['personId'] ?? ''
    const merged = await selectMerged(parts.database, personId)
    for (const one of merged) if (then.includes(one.id)) await destroyMerged(parts, one)
    const gone = [personId, ...then]
    const corrections = await selectTouching(parts.database, gone)
    const ids = idsIn(remains['corrections'])
    const others = corrections
      .filter(({ id }) => ids.includes(id))
      .flatMap(({ personIds }) => personIds.filter((id) => !gone.includes(id)))
    for (const other of new Set(others)) await dropAwayIn(parts, other, ids)
  }

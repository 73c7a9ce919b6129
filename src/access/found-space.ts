import { appendEntry } from '../journal/append.ts'
import type { NewEntry } from '../journal/entry.ts'
import type { Keys } from '../keys/keys.ts'
import type { SpaceKeys } from '../keys/space-keys.ts'
import type { Connection, Database } from '../platform/database/database.ts'
import { permitLife, ruleSet } from './decide.ts'
import { createSpaceHead, lockAndFindSpace, nobodySpaceId, sealPolicy } from './standing.ts'
import { addRelations, type Tie } from './standing-ties.ts'
import type { Visitor } from './types.ts'

/** A space about to exist: its id, the ties it begins with, and on whose act it is founded. */
export interface NewSpace {
  spaceId: string
  visitor: Visitor
  relations: Tie[]
  /** waiting: something arrived before the opening; open: everybody else's */
  state: 'waiting' | 'open'
}

/** How every journal begins: on whose act the space was founded, by which way, and why it was theirs to take. */
const firstEntry = ({ spaceId, state, visitor }: NewSpace): NewEntry => {
  const { actor, authLevel, origin } = visitor
  const { reason, capacity } = permitLife(actor.kind)
  return {
    spaceId,
    audience: 'main',
    effect: 'permit',
    reach: 'change',
    act: state === 'open' ? 'open-space' : 'found-space',
    body: { version: 1, actor, authLevel, origin, reason, capacity, policy: ruleSet },
    epoch: '0',
  }
}

/**
 * Founds a space inside the caller's transaction: its key, its head row, the first entry of its journal, its first ties.
 * All of it, with whatever else the caller writes, or nothing. `beside` is sent with the first statements: opening a nation counts
 * its round trips.
 */
export const foundSpace = async (
  connection: Connection,
  keys: Pick<Keys, 'newSpaceKey'>,
  space: NewSpace & { beside?: (spaceKeys: SpaceKeys) => Promise<unknown> },
): Promise<void> => {
  const { keys: spaceKeys, store } = await keys.newSpaceKey(space.spaceId)
  await Promise.all([
    store(connection),
    createSpaceHead(connection, spaceKeys, space.state),
    appendEntry(connection, spaceKeys, firstEntry(space)),
    space.beside?.(spaceKeys),
  ])
  if (space.relations.length === 0) return
  await addRelations(connection, space.spaceId, space.relations)
  await sealPolicy(connection, spaceKeys)
}

/** Makes the space of nobody once, at first start; see `nobodySpaceId`. */
export const foundNobody = async (database: Database, keys: Keys): Promise<void> => {
  await database.transaction(async (connection) => {
    if (await lockAndFindSpace(connection, nobodySpaceId)) return
    const spaceKeys = await keys.createSpaceKey(connection, nobodySpaceId)
    await createSpaceHead(connection, spaceKeys, 'closed')
  })
}

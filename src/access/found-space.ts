import { appendEntry } from '../journal/append.ts'
import type { NewEntry } from '../journal/entry.ts'
import type { Keys } from '../keys/keys.ts'
import type { SpaceKeys } from '../keys/space-keys.ts'
import type { Connection, Database } from '../platform/database/database.ts'
import { ruleSet } from './decide.ts'
import { addRelations, createSpaceHead, lockAndFindSpace, nobodySpaceId, sealPolicy, type Tie } from './standing.ts'
import type { Actor } from './types.ts'

/** A space about to exist: its id, the ties it begins with, and on whose act it is founded. */
export interface NewSpace {
  spaceId: string
  actor: Actor
  relations: Tie[]
  /** waiting: something arrived before the opening; open: everybody else's */
  state: 'waiting' | 'open'
}

/** How every journal begins: on whose act the space was founded. */
const firstEntry = (space: NewSpace): NewEntry => ({
  spaceId: space.spaceId,
  audience: 'main',
  effect: 'permit',
  reach: 'change',
  act: space.state === 'open' ? 'open-space' : 'found-space',
  body: {
    version: 1,
    actor: space.actor,
    authLevel: 'high',
    origin: { channel: 'jobs' },
    reason: 'enrolled',
    capacity: 'none',
    policy: ruleSet,
  },
  epoch: '0',
})

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

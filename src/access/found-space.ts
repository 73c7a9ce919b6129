import { appendEntry } from '../journal/append.ts'
import type { Keys } from '../keys/keys.ts'
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

/**
 * Founds a space inside the caller's transaction: its key, its head row, the first entry of its journal, its first ties.
 * All of it, with whatever else the caller writes, or nothing.
 */
export const foundSpace = async (connection: Connection, keys: Keys, space: NewSpace): Promise<void> => {
  const spaceKeys = await keys.createSpaceKey(connection, space.spaceId)
  await createSpaceHead(connection, spaceKeys, space.state)
  await appendEntry(connection, spaceKeys, {
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

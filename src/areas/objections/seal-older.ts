import type { Database } from '../../platform/database/database.ts'
import type { IdentityKeys } from '../identity/index.ts'
import { sealAct } from './sealed-act.ts'
import { replaceUnsealed, selectUnsealed } from './store.ts'

/** Seals the objections that were kept in clear before migration 0023. At every start; behind the first one there is none. */
export const sealOlderObjections = async (database: Database, keys: Pick<IdentityKeys, 'spaceKeys'>): Promise<void> => {
  for (const { spaceId, id, ...act } of await selectUnsealed(database))
    await replaceUnsealed(database, { spaceId, id, details: sealAct(await keys.spaceKeys(spaceId), id, act) })
}

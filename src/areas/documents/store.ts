import type { Keys } from '../../keys/keys.ts'
import type { Database } from '../../platform/database/database.ts'
import type { UniqueIdLocator } from './update-document.ts'

/** Finds documents by a producer's unique id, by keyed hash: which document, in whichever space. No health data here. */
export const createUniqueIdLocator = (database: Database, keys: Pick<Keys, 'lookupHash'>): UniqueIdLocator => ({
  findUniqueId: async (uniqueId) => {
    const rows = await database.query<{ document_id: string }>({
      name: 'unique-id-locate',
      text: 'select document_id from directory.unique_id_locator where unique_id_hash = $1 limit 2',
      values: [keys.lookupHash(`unique-id|${uniqueId}`)],
    })
    return rows.map(({ document_id: id }) => id)
  },
})

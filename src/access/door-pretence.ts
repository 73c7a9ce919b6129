import { appendEntry } from '../journal/append.ts'
import type { Keys } from '../keys/keys.ts'
import type { Database } from '../platform/database/database.ts'
import { openVault } from '../vault/open-vault.ts'
import type { Decision } from './decision.ts'
import { entryOf, readerIdOf } from './entry-of.ts'
import { loadStanding, nobodySpaceId, type Standing } from './standing.ts'
import type { Grant, Visit } from './types.ts'

/** Nobody knows them and they spend nothing: the standing is that of nobody's space for anybody. */
const stranger = { id: '', spenders: [], day: '', hour: '', withheldBefore: '' }

/** Ends the pretended look: nothing of it is kept. */
class NothingKept extends Error {}

/**
 * A visitor refused at the door goes through the steps of one who looked for a document and did not find it: the same statements,
 * on the space of nobody, rolled back. So the time an answer takes tells neither whether a document is there nor why it is not
 * shown. Trust: the grant is for the space of nobody, which holds nothing.
 */
export const createPretence = (parts: {
  database: Database
  keys: Keys
  grantFor: (spaceId: string, visit: Visit) => Grant
}) => {
  const { database, keys, grantFor } = parts
  let nobody: Promise<Standing> | undefined
  return async (visit: Visit, decision: Decision): Promise<void> => {
    nobody ??= loadStanding({ connection: database, keys }, { spaceId: nobodySpaceId }, stranger)
    const standing = await nobody
    const entry = { ...entryOf(visit, standing, decision), effect: 'permit', epoch: standing.epoch } as const
    const look = database.transaction(async (connection) => {
      const written = appendEntry(connection, standing.keys, entry)
      const grant = grantFor(nobodySpaceId, visit)
      const vault = openVault({ connection, grant, keys: standing.keys, relations: 'all', ...readerIdOf(visit) })
      await Promise.all([written, vault.findDocument(visit.documentId ?? nobodySpaceId)])
      throw new NothingKept()
    })
    await look.catch((error: unknown) => {
      if (!(error instanceof NothingKept)) throw error
    })
  }
}

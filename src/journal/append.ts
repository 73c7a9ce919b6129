import type { SpaceKeys } from '../keys/space-keys.ts'
import type { Connection } from '../platform/database/database.ts'
import { canonicalJson } from '../platform/canonical-json.ts'
import type { CommittedBody, EntryPlace, NewEntry } from './entry.ts'

const text = `select n, at, encode(hash, 'hex') as hash
  from journal.append(row($1, $2, $3, $4, $5, $6, $7, $8, $9)::journal.request)`

const committed = (entry: NewEntry): CommittedBody => ({
  ...entry.body,
  clear: {
    space: entry.spaceId,
    audience: entry.audience,
    effect: entry.effect,
    reach: entry.reach,
    act: entry.act,
    document: entry.documentId ?? null,
  },
})

/**
 * Writes one entry in the caller's transaction and says where it stands. The row security of the vault opens only behind a
 * permitting entry. Fails with SQLSTATE CN001 when the facts the decision rests on changed meanwhile: decide again.
 * A crash before the commit leaves nothing; after it, at worst an entry for a look that did not happen.
 */
export const appendEntry = async (connection: Connection, keys: SpaceKeys, entry: NewEntry): Promise<EntryPlace> => {
  const sealed = keys.sealJournal(Buffer.from(canonicalJson(committed(entry))))
  const values = [
    entry.spaceId,
    entry.audience,
    entry.effect,
    entry.reach,
    entry.act,
    entry.documentId ?? null,
    sealed.commitment,
    sealed.body,
    entry.epoch ?? null,
  ]
  const [place] = await connection.query<EntryPlace>({ name: 'journal-append', text, values })
  if (!place) throw new Error('journal.append gave no row')
  return place
}

import type { Actor, Audience, Grant } from '../access/types.ts'
import type { SpaceKeys } from '../keys/space-keys.ts'
import type { Connection } from '../platform/database/database.ts'
import { hasMember, readOwnJson } from '../platform/own-json.ts'
import { audiencesOf } from './audience.ts'
import type { EntryBody } from './entry.ts'

/** A chain that a reader may verify, and how far: the number of the last entry, where it is not the whole chain. */
export interface ReadableChain {
  audience: Audience
  upTo?: string
}

const linkText = `select body from journal.entry
  where space_id = $1 and audience = 'main' and act = 'open-withheld' and effect = 'permit' order by n desc limit 1`

const isBody = (value: unknown): value is EntryBody => hasMember(value, 'actor')

/**
 * The chains of a reader: those that are theirs by rule, and for the holder what was withheld from them, up to where an entry of the
 * main chain says that it has opened. Spec: security.md §2.6. Only inside a granted visit.
 */
export const readableChains = async (
  connection: Connection,
  { grant, keys }: { grant: Grant; keys: SpaceKeys },
  reader: Actor['kind'],
): Promise<ReadableChain[]> => {
  const own = audiencesOf(reader).map((audience) => ({ audience }))
  if (reader !== 'holder') return own
  const values = [grant.spaceId]
  const [row] = await connection.query<{ body: Buffer }>({ name: 'journal-link', text: linkText, values })
  const link = row && readOwnJson(keys.openJournal(row.body).body, isBody).link
  return link ? [...own, { audience: link.audience, upTo: link.n }] : own
}

/** The chains of a space that were begun, also those whose entries are all gone after their time. Only inside a visit. */
export const audiencesBegun = async (connection: Connection, spaceId: string): Promise<Audience[]> => {
  const text = `select audience from journal.entry where space_id = $1
    union select audience from journal.pruned where space_id = $1 order by audience`
  const rows = await connection.query<{ audience: Audience }>({ name: 'journal-begun', text, values: [spaceId] })
  return rows.map(({ audience }) => audience)
}

import type { Act, Grant } from '../access/types.ts'
import type { SpaceKeys } from '../keys/space-keys.ts'
import type { Connection } from '../platform/database/database.ts'
import { hasMember, readOwnJson } from '../platform/own-json.ts'
import type { EntryBody } from './entry.ts'

/** An entry opened for its reader. */
export interface OpenedEntry {
  n: string
  at: string
  effect: 'permit' | 'refuse'
  act: Act
  documentId?: string
  body: EntryBody
}

interface Row {
  n: string
  at: string
  effect: 'permit' | 'refuse'
  act: Act
  document_id: string | null
  body: Buffer
}

/** Which entries: the newest `limit` before number `before`; of an interval [from, to) of ISO instants, of some acts, where they are told. */
export interface EntryPage {
  before?: string
  limit: number
  from?: string
  to?: string
  acts?: readonly Act[]
}

const text = `select n, at, effect, act, document_id, body from journal.entry
  where space_id = $1 and audience = 'main' and n < $2
    and ($4::timestamptz is null or at >= $4) and ($5::timestamptz is null or at < $5) and ($6::text[] is null or act = any($6))
  order by n desc limit $3`

const isBody = (value: unknown): value is EntryBody => hasMember(value, 'actor')

const open = (keys: SpaceKeys, row: Row): OpenedEntry => {
  const body = readOwnJson(keys.openJournal(row.body).body, isBody)
  const { document_id: documentId, ...rest } = row
  return { ...rest, ...(documentId === null ? {} : { documentId }), body }
}

/** Entries of the main chain, newest first. Only inside a granted visit. */
export const readEntries = async (
  connection: Connection,
  reader: { grant: Grant; keys: SpaceKeys },
  { before, limit, from, to, acts }: EntryPage,
): Promise<OpenedEntry[]> => {
  const last = before ?? '9223372036854775807'
  const values = [reader.grant.spaceId, last, limit, from ?? null, to ?? null, acts ?? null]
  const rows = await connection.query<Row>({ name: 'journal-read', text, values })
  return rows.map((row) => open(reader.keys, row))
}

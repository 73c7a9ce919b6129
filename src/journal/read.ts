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

/** Which entries of the main chain: numbers between `after` and `before`, both left out; newest first unless `ascending`. */
export interface EntryPage {
  before?: string
  after?: string
  ascending?: boolean
  limit: number
  /** from this instant on (ISO), and before that one */
  from?: string
  to?: string
  acts?: readonly string[]
  effects?: readonly ('permit' | 'refuse')[]
  documentIds?: readonly string[]
}

const lastNumber = '9223372036854775807'

const textOf = (order: 'asc' | 'desc'): string => `select n, at, effect, act, document_id, body from journal.entry
  where space_id = $1 and audience = 'main' and n < $2 and n > $3
    and ($4::timestamptz is null or at >= $4) and ($5::timestamptz is null or at < $5)
    and ($6::text[] is null or act = any($6)) and ($7::text[] is null or effect = any($7))
    and ($8::uuid[] is null or document_id = any($8))
  order by n ${order} limit $9`

const newestFirst = { name: 'journal-read', text: textOf('desc') }
const oldestFirst = { name: 'journal-read-on', text: textOf('asc') }

const isBody = (value: unknown): value is EntryBody => hasMember(value, 'actor')

const open = (keys: SpaceKeys, row: Row): OpenedEntry => {
  const body = readOwnJson(keys.openJournal(row.body).body, isBody)
  const { document_id: documentId, ...rest } = row
  return { ...rest, ...(documentId === null ? {} : { documentId }), body }
}

/** The first `limit` entries of the main chain that a page asks for. Only inside a granted visit. */
export const readEntries = async (
  connection: Connection,
  reader: { grant: Grant; keys: SpaceKeys },
  page: EntryPage,
): Promise<OpenedEntry[]> => {
  const { before = lastNumber, after = '0', from, to, acts, effects, documentIds, limit } = page
  const bounds = [before, after, from ?? null, to ?? null]
  const values = [reader.grant.spaceId, ...bounds, acts ?? null, effects ?? null, documentIds ?? null, limit]
  const rows = await connection.query<Row>({ ...(page.ascending ? oldestFirst : newestFirst), values })
  return rows.map((row) => open(reader.keys, row))
}

import type { Act, Grant } from '../access/types.ts'
import type { SpaceKeys } from '../keys/space-keys.ts'
import type { Connection } from '../platform/database/database.ts'
import { hasMember, readOwnJson } from '../platform/own-json.ts'
import type { EntryBody } from './entry.ts'
import type { ReadableChain } from './readable-chains.ts'

/** An entry opened for its reader. */
export interface OpenedEntry {
  /** where it stands among the chains of its reader, and the `before` of what comes after it: `12`, `12-3` */
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

const text = `select n, at, effect, act, document_id, body from journal.entry
  where space_id = $1 and audience = $2 and n < $3 and n <= $4 order by n desc limit $5`

const isBody = (value: unknown): value is EntryBody => hasMember(value, 'actor')

const open = (keys: SpaceKeys, row: Row): OpenedEntry => {
  const body = readOwnJson(keys.openJournal(row.body).body, isBody)
  const { document_id: documentId, ...rest } = row
  return { ...rest, ...(documentId === null ? {} : { documentId }), body }
}

const newest = '9223372036854775807'

/** A place among chains as text: the number reached in each, nothing where none was; chains that were not begun at the end are left out. */
const writePlace = (reached: readonly string[]): string =>
  reached
    .map((n) => (n === newest ? '' : n))
    .join('-')
    .replace(/-+$/, '')

const readPlace = (before: string | undefined, count: number): string[] => {
  const given = before?.split('-') ?? []
  return Array.from({ length: count }, (_, index) => given[index] || newest)
}

/** Which of the chains has the newest entry that was not taken yet; of the same instant the first. */
const newestOf = (chains: readonly Row[][]): number => {
  let found = -1
  for (const [index, [row]] of chains.entries()) {
    const best = chains[found]?.[0]
    if (row && (best === undefined || Date.parse(row.at) > Date.parse(best.at))) found = index
  }
  return found
}

/** Puts chains together, newest first: each keeps its own order. */
const putTogether = (chains: Row[][], reached: string[], limit: number): Row[] => {
  const rows: Row[] = []
  for (let index = newestOf(chains); index >= 0 && rows.length < limit; index = newestOf(chains)) {
    const row = chains[index]?.shift()
    if (row === undefined) break
    reached[index] = row.n
    rows.push({ ...row, n: writePlace(reached) })
  }
  return rows
}

/** The newest `limit` entries of some chains before a place, newest first. Only inside a granted visit. */
export const readEntries = async (
  connection: Connection,
  reader: { grant: Grant; keys: SpaceKeys },
  page: { before?: string; limit: number; chains: readonly ReadableChain[] },
): Promise<OpenedEntry[]> => {
  const reached = readPlace(page.before, page.chains.length)
  const chains = await Promise.all(
    page.chains.map(({ audience, upTo = newest }, index) => {
      const values = [reader.grant.spaceId, audience, reached[index], upTo, page.limit]
      return connection.query<Row>({ name: 'journal-read', text, values })
    }),
  )
  return putTogether(chains, reached, page.limit).map((row) => open(reader.keys, row))
}

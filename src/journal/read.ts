import type { Act, Audience, Grant } from '../access/types.ts'
import type { SpaceKeys } from '../keys/space-keys.ts'
import type { Connection } from '../platform/database/database.ts'
import { hasMember, readOwnJson } from '../platform/own-json.ts'
import type { EntryBody } from './entry.ts'
import type { ReadableChain } from './readable-chains.ts'

/** An entry opened for its reader. */
export interface OpenedEntry {
  /** its name for its reader: the number in the main chain, or the letter and number in another one: `12`, `h3` */
  n: string
  /** where it stands among the chains of its reader: the `before` of the page that follows it */
  place: string
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

/** Which entries: the newest `limit` before the place `before`; of an interval [from, to) of ISO instants, of some acts, where they are told. */
export interface EntryPage {
  before?: string
  limit: number
  from?: string
  to?: string
  acts?: readonly Act[]
}

const text = `select n, at, effect, act, document_id, body from journal.entry e
  where space_id = $1 and audience = $2 and n < $3 and n <= $4
    and ($9::boolean is not true or not exists (
      select from directory.locator l where l.id = document_id and l.hidden_from_representatives
      union all select from access.veil v where v.space_id = e.space_id and v.n = e.n))
    and ($6::timestamptz is null or at >= $6) and ($7::timestamptz is null or at < $7) and ($8::text[] is null or act = any($8))
  order by n desc limit $5`

const isBody = (value: unknown): value is EntryBody => hasMember(value, 'actor')

const letters: Readonly<Record<Audience, string>> = {
  main: '',
  'hidden-from-representatives': 'h',
  'withheld-from-holder': 'w',
}

interface Placed extends Row {
  audience: Audience
  place: string
}

const open = (keys: SpaceKeys, { document_id: documentId, n, audience, ...rest }: Placed): OpenedEntry => {
  const body = readOwnJson(keys.openJournal(rest.body).body, isBody)
  return { ...rest, n: `${letters[audience]}${n}`, ...(documentId === null ? {} : { documentId }), body }
}

const nameShape = /^([hw]?)([1-9]\d{0,17})$/

/** Whether an entry was written behind another: by their numbers in one chain, by their instants in two. */
export const comesAfter = (entry: OpenedEntry, other: OpenedEntry): boolean => {
  const [, chain, n = '0'] = nameShape.exec(entry.n) ?? []
  const [, otherChain, otherN = '0'] = nameShape.exec(other.n) ?? []
  return chain === otherChain ? BigInt(n) > BigInt(otherN) : Date.parse(entry.at) > Date.parse(other.at)
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
const putTogether = (chains: Placed[][], reached: string[], limit: number): Placed[] => {
  const rows: Placed[] = []
  for (let index = newestOf(chains); index >= 0 && rows.length < limit; index = newestOf(chains)) {
    const row = chains[index]?.shift()
    if (row === undefined) break
    reached[index] = row.n
    rows.push({ ...row, place: writePlace(reached) })
  }
  return rows
}

interface Reader {
  grant: Grant
  keys: SpaceKeys
  chains: readonly ReadableChain[]
  /** whether lines about what a minor keeps by now are left out: for who represents them */
  withoutSecrets?: boolean
}

/** The newest `limit` entries of some chains before a place, newest first. Only inside a granted visit. */
export const readEntries = async (
  connection: Connection,
  { grant, keys, chains, withoutSecrets = false }: Reader,
  { before, limit, from, to, acts }: EntryPage,
): Promise<OpenedEntry[]> => {
  const reached = readPlace(before, chains.length)
  const found = await Promise.all(
    chains.map(async ({ audience, upTo = newest }, index): Promise<Placed[]> => {
      const asked = [from ?? null, to ?? null, acts ?? null, withoutSecrets]
      const values = [grant.spaceId, audience, reached[index], upTo, limit, ...asked]
      const rows = await connection.query<Row>({ name: 'journal-read', text, values })
      return rows.map((row) => ({ ...row, audience, place: row.n }))
    }),
  )
  return putTogether(found, reached, limit).map((row) => open(keys, row))
}

/** One entry of the chains of a reader by its name; nothing where no line of theirs has it. Only inside a granted visit. */
export const readEntry = async (
  connection: Connection,
  { chains, ...reader }: Reader,
  name: string,
): Promise<OpenedEntry | undefined> => {
  const [, letter, n] = nameShape.exec(name) ?? []
  const chain = chains.filter(({ audience }) => letters[audience] === letter)
  if (n === undefined) return undefined
  const page = { before: String(BigInt(n) + 1n), limit: 1 }
  const [entry] = await readEntries(connection, { ...reader, chains: chain }, page)
  return entry?.n === name ? entry : undefined
}

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

/** What is sought: of an interval [from, to) of ISO instants, of some acts, of one effect, about some documents, where they are told. */
export interface EntryFilter {
  from?: string
  to?: string
  acts?: readonly string[]
  effects?: readonly ('permit' | 'refuse')[]
  documentIds?: readonly string[]
}

/** Which entries: the first `limit` behind a place, `before` it or, where the oldest come first, `after` it. */
export interface EntryPage extends EntryFilter {
  before?: string
  after?: string
  ascending?: boolean
  limit: number
}

const textOf = (order: 'asc' | 'desc'): string => `select n, at, effect, act, document_id, body from journal.entry e
  where space_id = $1 and audience = $2 and n ${order === 'asc' ? '>' : '<'} $3 and n <= $4
    and ($11::boolean is not true or not exists (
      select from directory.locator l where l.id = document_id and l.hidden_from_representatives
      union all select from access.veil v where v.space_id = e.space_id and v.n = e.n))
    and ($6::timestamptz is null or at >= $6) and ($7::timestamptz is null or at < $7)
    and ($8::text[] is null or act = any($8)) and ($9::text[] is null or effect = any($9))
    and ($10::uuid[] is null or document_id = any($10))
  order by n ${order} limit $5`

const newestFirst = { name: 'journal-read', text: textOf('desc') }
const oldestFirst = { name: 'journal-read-on', text: textOf('asc') }

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

const startOf = (ascending: boolean): string => (ascending ? '0' : newest)

/** The shape of a place among chains: the number reached in each, nothing where none was. */
export const placeShape = /^\d{0,18}(-\d{0,18}){0,2}$/

/** A place as text; chains that were not begun at the end are left out. */
const writePlace = (reached: readonly string[], start: string): string =>
  reached
    .map((n) => (n === start ? '' : n))
    .join('-')
    .replace(/-+$/, '')

const readPlace = (place: string | undefined, { count, start }: { count: number; start: string }): string[] => {
  const given = place?.split('-') ?? []
  return Array.from({ length: count }, (_, index) => given[index] || start)
}

/** Which of the chains has the entry that comes next; of the same instant the first. */
const nextOf = (chains: readonly Row[][], ascending: boolean): number => {
  const isNearer = (at: string, best: string): boolean =>
    ascending ? Date.parse(at) < Date.parse(best) : Date.parse(at) > Date.parse(best)
  let found = -1
  for (const [index, [row]] of chains.entries()) {
    const best = chains[found]?.[0]
    if (row && (best === undefined || isNearer(row.at, best.at))) found = index
  }
  return found
}

/** Puts chains together in one order: each keeps its own. */
const putTogether = (chains: Placed[][], reached: string[], { limit, ascending = false }: EntryPage): Placed[] => {
  const start = startOf(ascending)
  const rows: Placed[] = []
  for (let index = nextOf(chains, ascending); index >= 0 && rows.length < limit; index = nextOf(chains, ascending)) {
    const row = chains[index]?.shift()
    if (row === undefined) break
    reached[index] = row.n
    rows.push({ ...row, place: writePlace(reached, start) })
  }
  return rows
}

interface Reader {
  grant: Grant
  keys: SpaceKeys
  chains: readonly ReadableChain[]
  /** whether lines about what a minor keeps by now are left out: for who represents them, and who does not see them alone */
  withoutSecrets?: boolean
}

/** The first `limit` entries of some chains that a page asks for, newest first unless it says otherwise. Only inside a granted visit. */
export const readEntries = async (
  connection: Connection,
  { grant, keys, chains, withoutSecrets = false }: Reader,
  page: EntryPage,
): Promise<OpenedEntry[]> => {
  const { ascending = false, limit, from, to, acts, effects, documentIds } = page
  const start = startOf(ascending)
  const reached = readPlace(ascending ? page.after : page.before, { count: chains.length, start })
  const sought = [from ?? null, to ?? null, acts ?? null, effects ?? null, documentIds ?? null]
  const found = await Promise.all(
    chains.map(async ({ audience, upTo = newest }, index): Promise<Placed[]> => {
      const values = [grant.spaceId, audience, reached[index], upTo, limit, ...sought, withoutSecrets]
      const rows = await connection.query<Row>({ ...(ascending ? oldestFirst : newestFirst), values })
      return rows.map((row) => ({ ...row, audience, place: row.n }))
    }),
  )
  return putTogether(found, reached, page).map((row) => open(keys, row))
}

/** One entry of the chains of a reader by its name; nothing where no line of theirs has it, or it is not what is sought. Only inside a granted visit. */
export const readEntry = async (
  connection: Connection,
  { chains, ...reader }: Reader,
  { name, ...sought }: EntryFilter & { name: string },
): Promise<OpenedEntry | undefined> => {
  const [, letter, n] = nameShape.exec(name) ?? []
  const chain = chains.filter(({ audience }) => letters[audience] === letter)
  if (n === undefined) return undefined
  const page = { ...sought, before: String(BigInt(n) + 1n), limit: 1 }
  const [entry] = await readEntries(connection, { ...reader, chains: chain }, page)
  return entry?.n === name ? entry : undefined
}

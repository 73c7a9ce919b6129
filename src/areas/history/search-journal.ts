import type { Opened } from '../../access/door-opened.ts'
import type { Door } from '../../access/door.ts'
import { Problem } from '../../platform/problem.ts'
import { historyLine } from './history-line.ts'
import { readableOf, titlesOf } from './read-history.ts'
import type { FoundLines, History, JournalQuery } from './types.ts'

const defaultCount = 50
const maximumCount = 100
const batchSize = 200

/** Who acted is sealed: as many entries are opened for one page at most; the next page goes on from there. */
const scanLimit = 5_000

type Entry = Awaited<ReturnType<Opened['readEntries']>>[number]

const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

const cursorAfter = (n: string): string => Buffer.from(n).toString('base64url')

const numberIn = (cursor: string): string => {
  const n = Buffer.from(cursor, 'base64url').toString()
  if (!/^[1-9]\d{0,17}$/.test(n)) throw new Problem('incorrect', 'page-cursor-wrong', { details: { field: 'page' } })
  return n
}

/** Spec: R4 search, a string matches the beginning of a name or of a part of it, without case and accents. */
const isNamed = (name: string, beginnings: readonly string[]): boolean => {
  const words = folded(name).split(/[\s-]+/)
  return beginnings
    .map(folded)
    .some((wanted) => words.some((_word, at) => words.slice(at).join(' ').startsWith(wanted)))
}

const isBy = ({ body: { actor } }: Entry, { agentIds, agentNames }: JournalQuery): boolean => {
  const facility = 'facility' in actor ? actor.facility : undefined
  const parties = facility ? [actor, facility] : [actor]
  const isWho = agentIds === undefined || parties.some(({ id }) => agentIds.includes(id))
  return isWho && (agentNames === undefined || parties.some(({ name }) => isNamed(name, agentNames)))
}

/** What the journal can filter by itself: all that is not sealed. A document is named in it by its id or by its content's. */
const clearFilter = async (opened: Opened, query: JournalQuery) => {
  const { from, to, acts, effects, documentIds, ascending = false } = query
  const known = documentIds && documentIds.length > 0 ? await readableOf(opened, documentIds) : []
  const named = documentIds && { documentIds: [...documentIds, ...known.map(({ blobId }) => blobId)] }
  return { from, to, acts, effects, ...named, ascending }
}

const rangeOf = ({ n, after, ascending }: JournalQuery): { before?: string; after?: string } => {
  if (n !== undefined) return { after: String(BigInt(n) - 1n), before: String(BigInt(n) + 1n) }
  if (after === undefined) return {}
  return ascending ? { after: numberIn(after) } : { before: numberIn(after) }
}

const search = async (opened: Opened, query: JournalQuery): Promise<FoundLines> => {
  const count = Math.min(Math.max(query.count ?? defaultCount, 1), maximumCount)
  const filter = await clearFilter(opened, query)
  const found: Entry[] = []
  let range = rangeOf(query)
  let last: string | undefined
  let full = true
  for (let scanned = 0; full && found.length <= count && scanned < scanLimit; scanned += batchSize) {
    const batch = await opened.readEntries({ ...filter, ...range, limit: batchSize })
    full = batch.length === batchSize
    last = batch.at(-1)?.n ?? last
    if (last !== undefined) range = { ...range, ...(query.ascending ? { after: last } : { before: last }) }
    found.push(...batch.filter((entry) => isBy(entry, query)))
  }
  const shown = found.slice(0, count)
  const from = found.length > count ? shown.at(-1)?.n : last
  const hasMore = found.length > count || full
  const titles = await titlesOf(opened, shown)
  const lines = shown.map((entry) => historyLine(entry, titles))
  return { spaceId: opened.spaceId, lines, ...(hasMore && from !== undefined ? { next: cursorAfter(from) } : {}) }
}

/** Searches the journal as its holder reads it. The search is an entry, as every other reading of it. */
export const createSearchJournal =
  (door: Door): History['searchJournal'] =>
  async (visitor, space, query) => {
    const visit = { ...visitor, space, act: 'read-journal' } as const
    return (await door.open(visit, (opened) => search(opened, query))).value
  }

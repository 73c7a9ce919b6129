import type { Opened } from '../../access/door-opened.ts'
import type { Door } from '../../access/door.ts'
import { placeShape, type EntryFilter, type OpenedEntry } from '../../journal/read.ts'
import { Problem } from '../../platform/problem.ts'
import { historyLine } from './history-line.ts'
import { readableOf, titlesOf } from './read-history.ts'
import type { FoundLines, History, JournalQuery } from './types.ts'

const defaultCount = 50
const maximumCount = 100
const batchSize = 200

/** Who acted is sealed: as many entries are opened for one page at most; the next page goes on from there. */
const scanLimit = 5_000

const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

const cursorAfter = (place: string): string => Buffer.from(place).toString('base64url')

const placeIn = (cursor: string): string => {
  const place = Buffer.from(cursor, 'base64url').toString()
  if (place === '' || !placeShape.test(place))
    throw new Problem('incorrect', 'page-cursor-wrong', { details: { field: 'page' } })
  return place
}

/** Spec: R4 search, a string matches the beginning of a name or of a part of it, without case and accents. */
const isNamed = (name: string, beginnings: readonly string[]): boolean => {
  const words = folded(name).split(/[\s-]+/)
  return beginnings
    .map(folded)
    .some((wanted) => words.some((_word, at) => words.slice(at).join(' ').startsWith(wanted)))
}

const isBy = ({ body: { actor } }: OpenedEntry, { agentIds, agentNames }: JournalQuery): boolean => {
  const facility = 'facility' in actor ? actor.facility : undefined
  const parties = facility ? [actor, facility] : [actor]
  const isWho = agentIds === undefined || parties.some(({ id }) => agentIds.includes(id))
  return isWho && (agentNames === undefined || parties.some(({ name }) => isNamed(name, agentNames)))
}

/** What the journal can filter by itself: all that is not sealed. A document is named in it by its id or by its content's. */
const clearFilter = async (opened: Opened, query: JournalQuery) => {
  const { from, to, acts, effects, documentIds } = query
  const known = documentIds && documentIds.length > 0 ? await readableOf(opened, documentIds) : []
  const named = documentIds && { documentIds: [...documentIds, ...known.map(({ blobId }) => blobId)] }
  return { from, to, acts, effects, ...named }
}

const behind = (place: string, { ascending }: JournalQuery): { before?: string; after?: string } =>
  ascending ? { after: place } : { before: place }

/** Goes through the journal until a page is full; `place` is where it came to, `hasMore` whether something follows. */
const scan = async (opened: Opened, query: JournalQuery, { filter, count }: { filter: EntryFilter; count: number }) => {
  const { ascending = false } = query
  const found: OpenedEntry[] = []
  let place = query.after === undefined ? undefined : placeIn(query.after)
  let full = true
  for (let scanned = 0; full && found.length <= count && scanned < scanLimit; scanned += batchSize) {
    const page = { ...filter, ascending, ...(place !== undefined && behind(place, query)), limit: batchSize }
    const batch = await opened.readEntries(page)
    full = batch.length === batchSize
    place = batch.at(-1)?.place ?? place
    found.push(...batch.filter((entry) => isBy(entry, query)))
  }
  return { found, place, hasMore: full }
}

/** The one entry that is named, where it is also what is sought. */
const findOne = async (opened: Opened, query: JournalQuery, { filter, n }: { filter: EntryFilter; n: string }) => {
  const entry = await opened.readEntry(n, filter)
  return { found: entry && isBy(entry, query) ? [entry] : [], place: undefined, hasMore: false }
}

const search = async (opened: Opened, query: JournalQuery): Promise<FoundLines> => {
  const count = Math.min(Math.max(query.count ?? defaultCount, 1), maximumCount)
  const filter = await clearFilter(opened, query)
  const { found, place, hasMore } =
    query.n === undefined
      ? await scan(opened, query, { filter, count })
      : await findOne(opened, query, { filter, n: query.n })
  const shown = found.slice(0, count)
  const last = found.length > count ? shown.at(-1)?.place : hasMore ? place : undefined
  const titles = await titlesOf(opened, shown)
  const lines = shown.map((entry) => historyLine(entry, titles))
  return { spaceId: opened.spaceId, lines, ...(last === undefined ? {} : { next: cursorAfter(last) }) }
}

/** Searches the journal as its holder reads it. The search is an entry, as every other reading of it. */
export const createSearchJournal =
  (door: Door): History['searchJournal'] =>
  async (visitor, space, query) => {
    const visit = { ...visitor, space, act: 'read-journal' } as const
    return (await door.open(visit, (opened) => search(opened, query))).value
  }

import type { Opened } from '../../../access/door-opened.ts'
import type { Door } from '../../../access/door.ts'
import type { Actor } from '../../../access/types.ts'
import { countOf as atMost, cursorOf, orderOf, pageOf } from '../document-page.ts'
import { countOf, facetsOf, isChosen, partiesBySpecialty, writersOf, type Narrowing, type Writer } from './rules.ts'
import type { BrowsedPage, BrowseQuery, Chosen, DocumentBrowsing } from './types.ts'

/** So many documents are opened at most to learn who wrote in a space: one for each circle of authors, the busiest first. */
const samples = 200

/** Facets are counted over so many documents at most, the newest: a longer record offers them without numbers, and opens as fast. */
const groupedAtMost = 5_000

const keysOf =
  ({ standing }: Opened) =>
  (kind: 'author' | 'specialty', id: string): string =>
    standing.keys.indexHash(`facet|${kind}|${id}`).toString('base64url').slice(0, 16)

const baseOf = (opened: Opened, { onlyOwn }: Chosen, actor: Actor) => ({
  prefilter: opened.prefilter,
  ...(onlyOwn === true ? { writtenBy: [actor.id] } : { status: ['current'] }),
})

type Grouped = Awaited<ReturnType<Opened['vault']['groupDocuments']>>

const readWriters = async (opened: Opened, groups: Grouped): Promise<Writer[]> => {
  const circles = new Map<string, { id: string; count: number }>()
  for (const { facts, sampleId, count } of groups) {
    const circle = facts.authorIds.join(' ')
    circles.set(circle, { id: sampleId, count: count + (circles.get(circle)?.count ?? 0) })
  }
  const busiest = [...circles.values()].toSorted((a, b) => b.count - a.count).slice(0, samples)
  const found = await opened.vault.listDocuments(
    { prefilter: opened.prefilter, ids: busiest.map(({ id }) => id) },
    { ...orderOf(), limit: samples },
  )
  const readable = found.filter(({ facts }) => opened.judge(facts).effect === 'permit')
  return writersOf(readable.map((document) => document.open()))
}

const narrow = (opened: Opened, { author, specialty, ...query }: Chosen, writers: Writer[]): Narrowing => {
  const keyOf = keysOf(opened)
  const byAuthor = writers.filter(({ partyId }) => keyOf('author', partyId) === author)
  const bySpecialty = [...partiesBySpecialty(writers)].find(([code]) => keyOf('specialty', code) === specialty)
  const { typeCodes, year, onlyNew } = query
  return {
    ...(typeCodes === undefined ? {} : { typeCodes }),
    ...(year === undefined ? {} : { year }),
    ...(onlyNew === undefined ? {} : { onlyNew }),
    writtenBy: [
      ...(author === undefined ? [] : [byAuthor.map(({ partyId }) => partyId)]),
      ...(specialty === undefined ? [] : [bySpecialty?.[1].parties ?? []]),
    ],
  }
}

const filterOf = ({ typeCodes, year, onlyNew, writtenBy }: Narrowing, since: string | undefined) => ({
  ...(typeCodes === undefined ? {} : { typeCodes: [...typeCodes] }),
  ...(year === undefined
    ? {}
    : { created: [{ prefix: 'eq' as const, from: `${year}-01-01`, to: `${Number(year) + 1}-01-01` }] }),
  ...(onlyNew === true ? { depositedAfter: since ?? 'infinity' } : {}),
  writtenByEach: writtenBy,
})

const readOpenWriters = async (opened: Opened, base: ReturnType<typeof baseOf>, since: string | undefined) => {
  const grouped = await opened.vault.groupDocuments(base, { since, most: groupedAtMost })
  return readWriters(
    opened,
    grouped.filter(({ facts }) => opened.judge(facts).effect === 'permit'),
  )
}

/** The condition that what was chosen among the facets is, for the documents in force of the space that is open. */
export const narrowedFilter = async (opened: Opened, chosen: Chosen, actor: Actor) => {
  const base = baseOf(opened, chosen, actor)
  const isByWriter = chosen.author !== undefined || chosen.specialty !== undefined
  const writers = isByWriter ? await readOpenWriters(opened, base, chosen.since) : []
  return { ...base, ...filterOf(narrow(opened, chosen, writers), chosen.since) }
}

const look = async (opened: Opened, query: BrowseQuery, actor: Actor): Promise<BrowsedPage> => {
  const base = baseOf(opened, query, actor)
  const grouped = await opened.vault.groupDocuments(base, { since: query.since, most: groupedAtMost + 1 })
  const open = grouped.filter(({ facts }) => opened.judge(facts).effect === 'permit')
  const writers = await readWriters(opened, open)
  const chosen = narrow(opened, query, writers)
  const groups = open
    .map(({ facts: { typeCode, authorIds }, year, isNew, count }) => ({ typeCode, authorIds, year, isNew, count }))
    .filter((group) => isChosen(group, chosen))
  const count = atMost(query.count)
  const found = await opened.vault.listDocuments(
    { ...base, ...filterOf(chosen, query.since) },
    { ...orderOf(query.sort), limit: count + 1, ...cursorOf(query.after) },
  )
  const placed = found.map((document) => {
    const readable = opened.judge(document.facts).effect === 'permit'
    return { sortKey: document.sortKey, ...(readable ? { entry: document.open() } : {}) }
  })
  const isCounted = countOf(grouped) <= groupedAtMost
  const facets = { isCounted, ...facetsOf(groups, writers, keysOf(opened)) }
  return { ...pageOf(placed, count, isCounted ? countOf(groups) : undefined), facets }
}

/**
 * A list with what it can be narrowed by: one journal entry. Counts and pages hold exactly what decide() lets this visitor read. Who
 * wrote is sealed with each document, so one document of each circle of authors is opened to learn their names.
 */
export const createBrowseDocuments =
  (door: Door): DocumentBrowsing['browseDocuments'] =>
  async (visitor, space, query) => {
    const visit = { ...visitor, space, act: 'list-documents' } as const
    return (await door.open(visit, (opened) => look(opened, query, visitor.actor))).value
  }

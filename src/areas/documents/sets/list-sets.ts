import type { Opened } from '../../../access/door-opened.ts'
import type { Door } from '../../../access/door.ts'
import type { Visitor } from '../../../access/types.ts'
import type { Reference } from '../../../reference/reference.ts'
import { cursorOf, countOf, cursorAfter } from '../document-page.ts'
import { findFolders, spaceOfSet } from './find-folders.ts'
import { createSetMatch, matchesFolder } from './match-set.ts'
import { orNoSet } from './no-set.ts'
import { awaitingOf, veiledSet } from './veil-set.ts'
import type { DocumentSets, FolderView, SetPage, SetQuery, SetView, SubmissionView } from './types.ts'

/** What is said of sets is sealed: at most so many of one space, the newest, are opened to be searched. */
const scanLimit = 5_000

interface PlacedSet<V extends SetView = SetView> {
  sortKey: string
  view: V
}

/**
 * Of each set the documents that the visitor may see; a set of which nothing may be seen is the same as no set. `isSought`: whether it is
 * still found by what is shown of it.
 */
const seenSets = async (
  { visitor, opened }: { visitor: Visitor; opened: Opened },
  found: readonly PlacedSet<SubmissionView>[],
  isSought: (view: SubmissionView) => boolean,
): Promise<PlacedSet[]> => {
  const ids = found.flatMap(({ view }) => view.documentIds)
  if (ids.length === 0) return []
  const page = { sort: 'created_at', descending: true, limit: ids.length } as const
  const documents = await opened.vault.listDocuments({ prefilter: opened.prefilter, ids }, page)
  const readable = documents.filter(({ facts }) => opened.judge(facts).effect === 'permit')
  const [seen, awaiting] = [new Set(readable.map(({ facts }) => facts.id)), awaitingOf(visitor, readable)]
  return found.flatMap(({ sortKey, view }) => {
    const documentIds = view.documentIds.filter((id) => seen.has(id))
    const shown = veiledSet({ ...view, documentIds }, awaiting)
    return documentIds.length === 0 || !isSought(shown) ? [] : [{ sortKey, view: shown }]
  })
}

/** The place of a folder among sets, as the database writes instants. */
const placeOf = (view: FolderView): PlacedSet => {
  const at = new Date(view.updatedAt).toISOString().replace('T', ' ').replace('Z', '+00')
  return { sortKey: `${at}/${view.id}`, view }
}

const newestFirst = (a: PlacedSet, b: PlacedSet): number => (a.sortKey < b.sortKey ? 1 : -1)

const placesAfter = (placed: readonly PlacedSet[], { after: cursor, oldestFirst }: SetQuery): readonly PlacedSet[] => {
  const { after } = cursorOf(cursor)
  if (after === undefined) return placed
  return placed.filter(({ sortKey }) => (oldestFirst === true ? sortKey > after : sortKey < after))
}

const pageOf = (placed: readonly PlacedSet[], query: SetQuery): SetPage => {
  const rest = placesAfter(placed, query)
  const shown = rest.slice(0, countOf(query.count))
  const last = shown.at(-1)
  return {
    sets: shown.map(({ view }) => view),
    total: placed.length,
    ...(last && rest.length > shown.length ? { next: cursorAfter(last) } : {}),
  }
}

/**
 * Lists a space's submission sets for a visitor, and a holder's own folders: one journal entry a page, the act of a list of documents. They
 * stand in the order in which they came in, so that a deposit in between moves no page. Right: `total` and every page hold exactly what may be read.
 */
export const createListSets = (parts: { door: Door; reference: Reference }): DocumentSets['listSets'] => {
  const matches = createSetMatch(parts.reference)

  const look = async (visitor: Visitor, opened: Opened, query: SetQuery): Promise<SetPage> => {
    cursorOf(query.after)
    const stored = await opened.vault.listSubmissions(scanLimit)
    const placed = stored
      .filter(({ id, metadata }) => matches(query, id, metadata))
      .map(({ id, metadata, answer, sortKey }) => ({
        sortKey,
        view: { id, metadata, documentIds: answer.documents.map((document) => document.id) },
      }))
    const folders = (await findFolders(visitor, opened)).filter((folder) => matchesFolder(query, folder)).map(placeOf)
    const sets = await seenSets({ visitor, opened }, placed, ({ id, metadata }) => matches(query, id, metadata))
    const seen = folders.length === 0 ? sets : [...sets, ...folders].toSorted(newestFirst)
    return pageOf(query.oldestFirst === true ? seen.toReversed() : seen, query)
  }

  return async (visitor, space, query) => {
    const visit = { ...visitor, space: spaceOfSet(visitor, space), act: 'list-documents' } as const
    if (!('objectId' in space)) return (await parts.door.open(visit, (opened) => look(visitor, opened, query))).value
    const one = async (opened: Opened): Promise<SetPage> => {
      const page = await look(visitor, opened, query)
      return page.total === 0 ? opened.refuse('document-unknown') : page
    }
    return orNoSet(async () => (await parts.door.open(visit, one)).value, { sets: [], total: 0 })
  }
}

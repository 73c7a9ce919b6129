import type { Opened } from '../../access/door-opened.ts'
import type { Door } from '../../access/door.ts'
import type { Visitor } from '../../access/types.ts'
import { isUuid } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import type { Reference } from '../../reference/reference.ts'
import { countOf, cursorOf, orderOf, pageOf, type Placed } from './document-page.ts'
import { createSealedMatch, needsOpening } from './match-sealed.ts'
import { addressOf } from './read-document.ts'
import type { CodeFilter, DocumentPage, DocumentQuery, Documents } from './types.ts'

/** A list that must be opened to be filtered reads at most this many documents of one space. */
export const scanLimit = 5_000

/** Counting every document of a long record would cost more than its first page: so many are told by number. */
export const countedAtMost = 200

const nothing: DocumentPage = { entries: [], total: 0 }

const codes = (filters: CodeFilter[] | undefined): string[] | undefined => filters?.map(({ code }) => code)

const uuidOf = (value: string): string => value.toLowerCase().replace(/^urn:uuid:/, '')

/** The filters the vault can apply itself; the visitor's own over-approximation comes from the door. */
export const clearFilter = (opened: Opened, query: DocumentQuery) => {
  const values = query.identifiers?.map(({ value }) => value)
  return {
    prefilter: opened.prefilter,
    status: query.status,
    typeCodes: codes(query.typeCodes),
    classCodes: codes(query.classCodes),
    formatCodes: codes(query.formatCodes),
    facilityTypes: codes(query.facilityTypes),
    practiceSettings: codes(query.practiceSettings),
    ids: query.ids?.filter(isUuid),
    identified: values && {
      hashes: values.map((value) => opened.standing.keys.indexHash(value)),
      uuids: values.map(uuidOf).filter(isUuid),
    },
    archived: query.archived,
    created: query.created,
    dated: query.dated,
    period: query.period,
  }
}

const sumOf = (groups: readonly { count: number }[]): number => groups.reduce((sum, { count }) => sum + count, 0)

/** What follows the cursor in the order asked for; sort keys compare as their texts do. */
const placesAfter = (placed: Placed[], { after: cursor, sort }: DocumentQuery): Placed[] => {
  const { after } = cursorOf(cursor)
  if (after === undefined) return placed
  return placed.filter(({ sortKey }) => (orderOf(sort).descending ? sortKey < after : sortKey > after))
}

/** One page of a list in an open space, as `listDocuments` gives it. */
export type ListLook = (opened: Opened, query: DocumentQuery) => Promise<DocumentPage>

/** Builds the look itself, for whoever lists with more beside it. */
export const createListLook = ({ reference }: { reference: Reference }): ListLook => {
  const matchesSealed = createSealedMatch(reference)
  return async (opened, query) => {
    const count = countOf(query.count)
    const scan = needsOpening(query)
    const filter = clearFilter(opened, query)
    const request = {
      ...orderOf(query.sort),
      limit: scan ? scanLimit : count + 1,
      ...(scan ? {} : cursorOf(query.after)),
    }
    const [found, groups] = await Promise.all([
      opened.vault.listDocuments(filter, request),
      scan ? [] : opened.vault.countDocuments(filter, query.exactTotal ? undefined : countedAtMost + 1),
    ])
    const placed = found.map((document) => {
      const readable = opened.judge(document.facts).effect === 'permit'
      return { sortKey: document.sortKey, ...(readable ? { entry: document.open() } : {}) }
    })
    if (scan) {
      const matching = placed.filter(({ entry }) => entry && matchesSealed(query, entry))
      return pageOf(placesAfter(matching, query), count, matching.length)
    }
    const permitted = groups.filter(({ facts }) => opened.judge(facts).effect === 'permit')
    const isCounted = query.exactTotal === true || sumOf(groups) <= countedAtMost
    return pageOf(placed, count, isCounted ? sumOf(permitted) : undefined)
  }
}

/** By the id of a document alone: what reading it would find. Hidden, somebody else's and unknown find nothing, all three alike. */
const findOne = async (
  { door, look }: { door: Door; look: ListLook },
  { visitor, id }: { visitor: Visitor; id: string },
  query: DocumentQuery,
): Promise<DocumentPage> => {
  const visit = { ...visitor, space: { objectId: id }, act: 'read-document', documentId: id } as const
  try {
    const { value } = await door.open(visit, async (opened) => {
      opened.require(await opened.vault.findDocument(id))
      return look(opened, query)
    })
    return value
  } catch (error) {
    if (error instanceof Problem && error.reason === 'document-not-open') return nothing
    throw error
  }
}

/**
 * Lists a space's documents for a visitor: one journal entry a page. `total` and every page hold exactly what decide() lets
 * this visitor read, so that nothing hidden shows in a count. Of a long record only the first page is read, not the rest.
 */
export const createListDocuments = (parts: { door: Door; reference: Reference }): Documents['listDocuments'] => {
  const look = createListLook(parts)
  return async (visitor, space, query) => {
    if ('objectId' in space)
      return findOne({ door: parts.door, look }, { visitor, id: addressOf(space.objectId).objectId }, query)
    const visit = { ...visitor, space, act: 'list-documents' } as const
    return (await parts.door.glance(visit, (opened) => look(opened, query))).value
  }
}

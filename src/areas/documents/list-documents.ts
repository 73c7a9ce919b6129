import type { Opened } from '../../access/door-opened.ts'
import type { Door } from '../../access/door.ts'
import { isUuid } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import type { Reference } from '../../reference/reference.ts'
import { countOf, orderOf, pageOf, sortKeyOf } from './document-page.ts'
import { createSealedMatch, needsOpening } from './match-sealed.ts'
import type { CodeFilter, DocumentPage, DocumentQuery, Documents } from './types.ts'

/** A list that must be opened to be filtered reads at most this many documents of one space. */
const scanLimit = 5_000

const codes = (filters: CodeFilter[] | undefined): string[] | undefined => filters?.map(({ code }) => code)

const uuidOf = (value: string): string => value.toLowerCase().replace(/^urn:uuid:/, '')

/** The filters the vault can apply itself; the visitor's own over-approximation comes from the door. */
const clearFilter = (opened: Opened, query: DocumentQuery) => {
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

const cursorOf = (after: string | undefined): { after?: string } => {
  if (after === undefined) return {}
  const sortKey = sortKeyOf(after)
  if (!sortKey) throw new Problem('incorrect', 'page-cursor-wrong', { details: { field: 'page' } })
  return { after: sortKey }
}

/**
 * Lists a space's documents for a visitor: one journal entry a page. `total` and every page hold exactly what decide() lets
 * this visitor read, so that nothing hidden shows in a count.
 */
export const createListDocuments = (parts: { door: Door; reference: Reference }): Documents['listDocuments'] => {
  const matchesSealed = createSealedMatch(parts.reference)

  const look = async (opened: Opened, query: DocumentQuery): Promise<DocumentPage> => {
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
      scan ? [] : opened.vault.countDocuments(filter),
    ])
    const placed = found
      .filter(({ facts }) => opened.judge(facts).effect === 'permit')
      .map((document) => ({ sortKey: document.sortKey, entry: document.open() }))
      .filter(({ entry }) => !scan || matchesSealed(query, entry))
    if (scan) {
      const { after } = cursorOf(query.after)
      const start = placed.findIndex(({ sortKey }) => sortKey === after) + 1
      return pageOf(placed.slice(start), count, placed.length)
    }
    const permitted = groups.filter(({ facts }) => opened.judge(facts).effect === 'permit')
    return pageOf(
      placed,
      count,
      permitted.reduce((total, group) => total + group.count, 0),
    )
  }

  return async (visitor, space, query) => {
    const visit = { ...visitor, space, act: 'list-documents' } as const
    return (await parts.door.glance(visit, (opened) => look(opened, query))).value
  }
}

import type { OwnQuery } from '../../areas/documents/index.ts'
import type { DocumentQuery } from '../../areas/documents/types.ts'
import type { Ask } from './ask.ts'

/** The filters of a list, as its form and its address carry them. Empty means: not filtered. */
export interface DocumentFilters {
  category: string
  year: string
  sort: '-created' | 'created' | 'title' | 'author'
  after: string
}

const sorts = ['created', 'title', 'author'] as const

/** Whether a list stands in the order of its dates. */
export const isByDate = (sort: DocumentFilters['sort']): sort is '-created' | 'created' =>
  sort === '-created' || sort === 'created'

/** Reads the filters from an address; what is not of the expected shape is left out. */
export const readDocumentFilters = (query: URLSearchParams): DocumentFilters => {
  const year = query.get('year') ?? ''
  return {
    category: (query.get('category') ?? '').slice(0, 64),
    year: /^\d{4}$/.test(year) ? year : '',
    sort: sorts.find((sort) => sort === query.get('sort')) ?? '-created',
    after: (query.get('after') ?? '').slice(0, 512),
  }
}

/** Whether a list shows less than everything. */
export const isFiltered = (filters: DocumentFilters): boolean => filters.category !== '' || filters.year !== ''

const typesOf = (ask: Ask, category: string): Pick<DocumentQuery, 'typeCodes'> => {
  const chosen = ask.parts.labels.documentCategories(ask.lang).find(({ code }) => code === category)
  return chosen === undefined ? {} : { typeCodes: chosen.typeCodes.map((code) => ({ code })) }
}

/** The filters as a search: documents in force, pages of 50. */
export const documentQuery = (ask: Ask, filters: DocumentFilters): DocumentQuery => ({
  status: ['current'],
  sort: isByDate(filters.sort) ? filters.sort : '-created',
  count: 50,
  ...typesOf(ask, filters.category),
  ...(filters.after === '' ? {} : { after: filters.after }),
  ...(filters.year === ''
    ? {}
    : {
        created: [
          {
            prefix: 'eq',
            from: `${filters.year}-01-01T00:00:00.000Z`,
            to: `${Number(filters.year) + 1}-01-01T00:00:00.000Z`,
          },
        ],
      }),
})

/** The same for the holder's own list, which has more orders. */
export const ownQuery = (ask: Ask, filters: DocumentFilters): OwnQuery => ({
  ...documentQuery(ask, filters),
  sort: filters.sort,
})

/** The address of the same list with other filters; empty ones are left out. */
export const filteredAddress = (path: string, filters: Partial<DocumentFilters>): string => {
  const kept = Object.entries(filters).filter(
    ([name, value]) => value !== '' && !(name === 'sort' && value === '-created'),
  )
  const query = new URLSearchParams(kept).toString()
  return query === '' ? path : `${path}?${query}`
}

/** The years one can choose: this one and the fourteen before it. */
export const recentYears = (ask: Ask): string[] => {
  const thisYear = ask.parts.clock.now().getUTCFullYear()
  return Array.from({ length: 15 }, (_, index) => String(thisYear - index))
}

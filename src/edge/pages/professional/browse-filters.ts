import type { BrowseQuery } from '../../../areas/documents/index.ts'
import type { Ask } from '../ask.ts'

/** The facets a reader chose, as addresses carry them: opaque keys and numbers, never a word. Empty: not chosen. */
export interface BrowseFilters {
  category: string
  specialty: string
  author: string
  year: string
  new: string
  own: string
  sort: string
  after: string
}

const shapes: Record<keyof BrowseFilters, RegExp> = {
  category: /^[A-Z_]{1,20}$/,
  specialty: /^[\w-]{16}$/,
  author: /^[\w-]{16}$/,
  year: /^\d{4}$/,
  new: /^1$/,
  own: /^1$/,
  sort: /^created$/,
  after: /^[\w-]{1,512}$/,
}

/** Reads the filters from an address or a form; what is not of the expected shape is left out. */
export const readBrowseFilters = (query: URLSearchParams): BrowseFilters => {
  const read = (name: keyof BrowseFilters): string => {
    const value = query.get(name) ?? ''
    return shapes[name].test(value) ? value : ''
  }
  return {
    category: read('category'),
    specialty: read('specialty'),
    author: read('author'),
    year: read('year'),
    new: read('new'),
    own: read('own'),
    sort: read('sort'),
    after: read('after'),
  }
}

/** The filters that narrow a list: not its order, not its page. */
export const narrowing = ['category', 'specialty', 'author', 'year', 'new', 'own'] as const

/** Whether a list shows less than everything. */
export const isNarrowed = (filters: BrowseFilters): boolean => narrowing.some((name) => filters[name] !== '')

const typesOf = (ask: Ask, category: string): Pick<BrowseQuery, 'typeCodes'> => {
  if (category === '') return {}
  const chosen = ask.parts.labels.documentCategories(ask.lang).find(({ code }) => code === category)
  return { typeCodes: chosen?.typeCodes ?? [] }
}

/** The filters as a search, 50 a page. `since`: after which instant a document is new to the reader. */
export const browseQuery = (ask: Ask, filters: BrowseFilters, since: string | undefined): BrowseQuery => {
  const { specialty, author, year, after } = filters
  return {
    count: 50,
    sort: filters.sort === 'created' ? 'created' : '-created',
    ...typesOf(ask, filters.category),
    ...(specialty === '' ? {} : { specialty }),
    ...(author === '' ? {} : { author }),
    ...(year === '' ? {} : { year }),
    ...(filters.new === '' ? {} : { onlyNew: true }),
    ...(filters.own === '' ? {} : { onlyOwn: true }),
    ...(after === '' ? {} : { after }),
    ...(since === undefined ? {} : { since }),
  }
}

/** The address of the same list with other filters, from its first page. */
export const browseAddress = (path: string, filters: BrowseFilters, change: Partial<BrowseFilters> = {}): string => {
  const kept = Object.entries({ ...filters, after: '', ...change }).filter(([, value]) => value !== '')
  const query = new URLSearchParams(kept).toString()
  return query === '' ? path : `${path}?${query}`
}

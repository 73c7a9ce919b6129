import type { workplace as french } from '../fr/workplace.ts'

/** Words of the professionals' workplace: the summary, the facets, deposits, what they did themselves. */
export const workplace: typeof french = {
  summary: {
    heading: 'In short',
    last: (day) => `Your last visit: ${day}.`,
    first: 'This is your first visit to this record.',
    fresh: (count) => (count === 1 ? `${count} new document since` : `${count} new documents since`),
    nothingNew: 'Nothing new since.',
    forYou: 'New to you',
    own: 'My documents in this record',
  },
  facets: {
    find: 'Specialty, kind or author',
    apply: 'Filter',
    nothing: (typed) => `Nothing here matches “${typed}”.`,
    missing: 'Type a specialty, a kind of document or an author.',
    specialties: 'Specialties',
    more: 'Other filters',
    categories: 'Kind',
    authors: 'Authors',
    years: 'Years',
    order: 'Order',
    counted: (label, count) => `${label} (${count})`,
    chosen: 'Chosen filters',
    remove: (label) => `Remove the filter: ${label}`,
    onlyNew: 'New to you',
    onlyOwn: 'My documents',
    all: 'Remove all filters',
  },
  reading: { previous: 'Previous document', next: 'Next document', nextPage: 'Next page' },
  keys: {
    says: 'Keys: / to filter, j and k to go on and back, d to deposit.',
    off: 'Turn the keys off',
    on: 'Turn the keys on',
  },
  today: { heading: 'My patients today', at: (time) => `opened at ${time}` },
}

import type { VNode } from 'preact'
import type { Ask } from '../ask.ts'
import { isFiltered, recentYears, type DocumentFilters } from '../document-filters.ts'
import { Icon } from './icon.tsx'
import { SelectField } from './select-field.tsx'

/** The filters of a list as a form that works without JavaScript; folded until wanted. */
export const DocumentFilter = (props: {
  ask: Ask
  filters: DocumentFilters
  path: string
  /** whether the list can be ordered by title and author too: the holder's own */
  byWords?: boolean
}): VNode => {
  const { ask, filters, path } = props
  const words = ask.text.record.list
  const categories = ask.parts.labels.documentCategories(ask.lang).map(({ code, label }) => ({ value: code, label }))
  const years = recentYears(ask).map((year) => ({ value: year, label: year }))
  const sorts = [
    { value: '-created', label: words.newestFirst },
    { value: 'created', label: words.oldestFirst },
    ...(props.byWords === true
      ? [
          { value: 'title', label: ask.text.arranging.byTitle },
          { value: 'author', label: ask.text.arranging.byAuthor },
        ]
      : []),
  ]
  return (
    <details class="filter" open={isFiltered(filters) || filters.sort !== '-created'}>
      <summary>
        <Icon name="search" />
        {words.filter}
      </summary>
      <form method="get" action={path} class="filter-form">
        <SelectField
          name="category"
          label={words.category}
          chosen={filters.category}
          options={[{ value: '', label: words.allCategories }, ...categories]}
        />
        <SelectField
          name="year"
          label={words.year}
          chosen={filters.year}
          options={[{ value: '', label: words.allYears }, ...years]}
        />
        <SelectField name="sort" label={words.sort} chosen={filters.sort} options={sorts} />
        <p class="button-row">
          <button class="button button-secondary" type="submit">
            {words.apply}
          </button>
          {isFiltered(filters) ? <a href={path}>{words.clear}</a> : null}
        </p>
      </form>
    </details>
  )
}

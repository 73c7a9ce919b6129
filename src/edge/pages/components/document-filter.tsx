import type { VNode } from 'preact'
import type { Ask } from '../ask.ts'
import { isFiltered, recentYears, type DocumentFilters } from '../document-filters.ts'
import { Icon } from './icon.tsx'
import { SelectField } from './select-field.tsx'

const AuthorField = ({ label, author }: { label: string; author: string }): VNode => (
  <div class="field">
    <label for="author">{label}</label>
    <input id="author" name="author" type="text" value={author} autocomplete="off" spellcheck={false} />
  </div>
)

/** The filters of a list as a form that works without JavaScript; folded until wanted. */
export const DocumentFilter = (props: {
  ask: Ask
  filters: DocumentFilters
  at: { path: string; withAuthor: boolean }
}): VNode => {
  const { ask, filters, at } = props
  const words = ask.text.record.list
  const categories = ask.parts.labels.documentCategories(ask.lang).map(({ code, label }) => ({ value: code, label }))
  const years = recentYears(ask).map((year) => ({ value: year, label: year }))
  const sorts = [
    { value: '-created', label: words.newestFirst },
    { value: 'created', label: words.oldestFirst },
  ]
  return (
    <details class="filter" open={isFiltered(filters) || filters.sort === 'created'}>
      <summary>
        <Icon name="search" />
        {words.filter}
      </summary>
      <form method="get" action={at.path} class="filter-form">
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
        {at.withAuthor ? <AuthorField label={ask.text.professional.list.author} author={filters.author} /> : null}
        <SelectField name="sort" label={words.sort} chosen={filters.sort} options={sorts} />
        <p class="button-row">
          <button class="button button-secondary" type="submit">
            {words.apply}
          </button>
          {isFiltered(filters) ? <a href={at.path}>{words.clear}</a> : null}
        </p>
      </form>
    </details>
  )
}

import type { VNode } from 'preact'
import type { ProfessionalAsk } from '../ask.ts'
import { narrowing } from './browse-filters.ts'
import { searchPath } from './search-record.tsx'
import { countedCategories, offered, specialtyName, type Browsed } from './browsed.ts'

/** What was typed and what is wrong with it. */
export interface TypedFacet {
  typed: string
  fault?: string
}

const listId = 'facets'

/** One field for all facets, and for the words of the texts; it posts, so that no address holds what was typed. The key `/` leads to it. */
export const FacetField = (props: { ask: ProfessionalAsk; at: Browsed; typed: TypedFacet }): VNode => {
  const { ask, at, typed } = props
  const { facets } = at.found
  const words = ask.text.workplace.facets
  const choices = new Set([
    ...offered(facets.specialties).map(({ coding }) => specialtyName(coding)),
    ...countedCategories(ask, at.found).map(({ label }) => label),
    ...offered(facets.authors).map(({ name }) => name),
  ])
  return (
    <form method="post" action={at.path} class="filter-line" novalidate>
      {narrowing.map((name) =>
        at.filters[name] === '' ? null : <input key={name} type="hidden" name={name} value={at.filters[name]} />,
      )}
      <div class={typed.fault === undefined ? 'field' : 'field field-fault'}>
        <label for="find">{words.find}</label>
        {typed.fault === undefined ? null : (
          <p class="fault" id="find-fault">
            {typed.fault}
          </p>
        )}
        <input
          id="find"
          name="find"
          type="text"
          list={listId}
          value={typed.typed}
          maxlength={64}
          autocomplete="off"
          spellcheck={false}
          data-key="/"
          aria-describedby={typed.fault === undefined ? undefined : 'find-fault'}
          aria-invalid={typed.fault === undefined ? undefined : 'true'}
        />
        <datalist id={listId}>
          {[...choices].map((label) => (
            <option key={label} value={label} />
          ))}
        </datalist>
      </div>
      <button class="button button-secondary" type="submit">
        {words.apply}
      </button>
      <button class="button button-secondary" type="submit" formaction={searchPath(at.person.spaceId)}>
        {ask.text.search.inText}
      </button>
    </form>
  )
}

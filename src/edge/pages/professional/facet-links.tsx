import type { VNode } from 'preact'
import type { ProfessionalAsk } from '../ask.ts'
import { InLanguage } from '../components/in-language.tsx'
import { otherLanguage } from '../other-language.ts'
import { browseAddress, isNarrowed, narrowing, type BrowseFilters } from './browse-filters.ts'
import { countedCategories, offered, specialtyName, type Browsed } from './browsed.ts'

interface Facet {
  label: string
  count: number
  change: Partial<BrowseFilters>
  lang?: string | undefined
}

/** So many of a kind are offered as links; the field finds the others. */
const shown = 12

/** What a list can be narrowed by, kind by kind; a kind that is chosen already offers nothing more. */
const facetsOf = (ask: ProfessionalAsk, { filters, found }: Browsed) => {
  const { facets } = found
  const unless = (name: keyof BrowseFilters, some: Facet[]): Facet[] => (filters[name] === '' ? some : [])
  return {
    specialties: unless(
      'specialty',
      offered(facets.specialties).map(({ key, coding, count }) => ({
        label: specialtyName(coding),
        count,
        change: { specialty: key },
        lang: otherLanguage(ask, 'fr'),
      })),
    ),
    categories: unless(
      'category',
      countedCategories(ask, found).map(({ code, label, count }) => ({ label, count, change: { category: code } })),
    ),
    authors: unless(
      'author',
      offered(facets.authors).map(({ key, name, count }) => ({ label: name, count, change: { author: key } })),
    ),
    years: unless(
      'year',
      [...facets.years]
        .toSorted(([a], [b]) => b.localeCompare(a))
        .map(([year, count]) => ({ label: year, count, change: { year } })),
    ),
  }
}

const FacetList = (props: { ask: ProfessionalAsk; at: Browsed; heading: string; facets: Facet[] }): VNode | null => {
  const { ask, at, heading, facets } = props
  if (facets.length === 0) return null
  return (
    <div class="facet">
      <h3>{heading}</h3>
      <ul>
        {facets.slice(0, shown).map(({ label, count, change, lang }) => (
          <li key={label}>
            <a href={browseAddress(at.path, at.filters, change)}>
              <InLanguage lang={lang}>
                {at.found.facets.isCounted ? ask.text.workplace.facets.counted(label, count) : label}
              </InLanguage>
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The facets as links with exact counts: specialties in sight, the others folded. */
export const FacetLinks = ({ ask, at }: { ask: ProfessionalAsk; at: Browsed }): VNode => {
  const words = ask.text.workplace.facets
  const { specialties, categories, authors, years } = facetsOf(ask, at)
  const { newestFirst, oldestFirst } = ask.text.record.list
  const order = at.filters.sort === 'created' ? '' : 'created'
  return (
    <>
      <FacetList ask={ask} at={at} heading={words.specialties} facets={specialties} />
      <details class="filter">
        <summary>{words.more}</summary>
        <FacetList ask={ask} at={at} heading={words.categories} facets={categories} />
        <FacetList ask={ask} at={at} heading={words.authors} facets={authors} />
        <FacetList ask={ask} at={at} heading={words.years} facets={years} />
        <div class="facet">
          <h3>{words.order}</h3>
          <a href={browseAddress(at.path, at.filters, { sort: order })}>{order === '' ? newestFirst : oldestFirst}</a>
        </div>
      </details>
    </>
  )
}

const labelOf = (ask: ProfessionalAsk, { filters, found }: Browsed, name: (typeof narrowing)[number]): string => {
  const words = ask.text.workplace.facets
  const { facets } = found
  const categories = ask.parts.labels.documentCategories(ask.lang)
  const specialty = facets.specialties.find(({ key }) => key === filters.specialty)?.coding
  const labels = {
    category: categories.find(({ code }) => code === filters.category)?.label,
    specialty: specialty === undefined ? undefined : specialtyName(specialty),
    author: facets.authors.find(({ key }) => key === filters.author)?.name,
    year: filters.year,
    new: words.onlyNew,
    own: words.onlyOwn,
  }
  return labels[name] ?? filters[name]
}

/** What was chosen, each with the way to take it back. */
export const ChosenFacets = ({ ask, at }: { ask: ProfessionalAsk; at: Browsed }): VNode | null => {
  if (!isNarrowed(at.filters)) return null
  const words = ask.text.workplace.facets
  return (
    <div class="chosen">
      <h3 class="unseen">{words.chosen}</h3>
      <ul>
        {narrowing
          .filter((name) => at.filters[name] !== '')
          .map((name) => {
            const label = labelOf(ask, at, name)
            return (
              <li key={name}>
                <a class="button button-quiet" href={browseAddress(at.path, at.filters, { [name]: '' })}>
                  <span aria-hidden="true">{`${label} ×`}</span>
                  <span class="unseen">{words.remove(label)}</span>
                </a>
              </li>
            )
          })}
        <li>
          <a href={at.path}>{words.all}</a>
        </li>
      </ul>
    </div>
  )
}

import type { VNode } from 'preact'
import type { Page, ProfessionalAsk, Redirect } from '../ask.ts'
import { ErrorSummary } from '../components/error-summary.tsx'
import { FoundList } from '../components/found-list.tsx'
import { Icon } from '../components/icon.tsx'
import { SearchForm } from '../components/search-form.tsx'
import { formFields, pathPiece } from '../form-fields.ts'
import { readSoughtWords, typedWords } from '../typed-words.ts'
import {
  browseAddress,
  browseQuery,
  isNarrowed,
  narrowing,
  readBrowseFilters,
  type BrowseFilters,
} from './browse-filters.ts'

/** Where words are searched in a record: `/pro/patients/<space>/search`. */
export const searchPath = (spaceId: string): string => `/pro/patients/${spaceId}/search`

/** The filters that a search keeps, as names and values. */
const keptOf = (filters: BrowseFilters) =>
  narrowing.filter((name) => filters[name] !== '').map((name) => [name, filters[name]] as const)

const drawForm = async (
  ask: ProfessionalAsk,
  filters: BrowseFilters,
  at: { typed?: string; fault?: string; found?: VNode },
): Promise<Page> => {
  const person = await ask.parts.identity.readPerson(ask.visitor, { spaceId: pathPiece(ask.request, 'space') })
  const words = ask.text.search
  const path = searchPath(person.spaceId)
  return {
    title: words.title,
    side: 'professional',
    place: 'patients',
    patient: person,
    island: 'workplace',
    status: at.fault === undefined ? 200 : 422,
    body: (
      <div class="column">
        <ErrorSummary ask={ask} faults={at.fault === undefined ? [] : [{ fieldId: 'words', says: at.fault }]} />
        <p>
          <a class="onward" href={browseAddress(`/pro/patients/${person.spaceId}/documents`, filters)}>
            <Icon name="back" />
            {words.back}
          </a>
        </p>
        <h1>{words.headingHere}</h1>
        <SearchForm ask={ask} at={{ path, kept: keptOf(filters) }} typed={at.typed ?? ''} fault={at.fault} />
        {isNarrowed(filters) ? <p class="quiet">{words.within}</p> : null}
        {at.found}
      </div>
    ),
  }
}

const foundAddress = (spaceId: string, filters: BrowseFilters, at: { sealed: string; page?: number }): string => {
  const query = new URLSearchParams({
    ...Object.fromEntries(keptOf(filters)),
    for: at.sealed,
    ...(at.page === undefined ? {} : { page: String(at.page) }),
  })
  return `${searchPath(spaceId)}?${query.toString()}`
}

/** The address of what is found by words, among the documents that filters leave. */
export const searchAddress = async (ask: ProfessionalAsk, typed: string, filters: BrowseFilters): Promise<string> => {
  const spaceId = pathPiece(ask.request, 'space')
  return foundAddress(spaceId, filters, { sealed: await ask.parts.documents.sealWords(spaceId, typed) })
}

/** R6: full text, with the place where the words stand. */
export const searchRecord = async (ask: ProfessionalAsk): Promise<Page> => {
  const filters = readBrowseFilters(ask.query)
  const spaceId = pathPiece(ask.request, 'space')
  const sought = await readSoughtWords(ask, spaceId)
  if (sought === undefined) return drawForm(ask, filters, {})
  const { words, page, sealed } = sought
  const since = await ask.parts.activity.findLastVisit(ask.visitor, spaceId)
  const { count: _count, sort: _sort, ...chosen } = browseQuery(ask, filters, since)
  const query = { words, page, ...(isNarrowed(filters) ? { chosen } : {}) }
  const found = await ask.parts.documents.searchDocuments(ask.visitor, { spaceId }, query)
  const pageAt = (to: number): string => foundAddress(spaceId, filters, { sealed, page: to })
  const at = { found, page, record: `/pro/patients/${spaceId}`, pageAt, ...(since === undefined ? {} : { since }) }
  return drawForm(ask, filters, { typed: words, found: <FoundList ask={ask} at={at} /> })
}

/** Leads to what is found by the words typed, here or in the field of the list. */
export const searchWords = async (ask: ProfessionalAsk): Promise<Page | Redirect> => {
  const form = formFields(ask.request)
  const filters = readBrowseFilters(form)
  const typed = typedWords(ask, form.has('find') ? 'find' : 'words')
  if (typed === '') return drawForm(ask, filters, { fault: ask.text.search.missing })
  return { to: await searchAddress(ask, typed, filters) }
}

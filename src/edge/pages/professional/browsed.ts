import type { BrowsedPage } from '../../../areas/documents/index.ts'
import type { PersonView } from '../../../areas/identity/types.ts'
import type { Coding } from '../../../reference/document-entry.ts'
import type { ProfessionalAsk } from '../ask.ts'
import { browseQuery, type BrowseFilters } from './browse-filters.ts'

/** A list in front of a professional: whose, what was chosen, what was found, since when a document is new to them. */
export interface Browsed {
  person: PersonView
  /** address of the list, `/pro/patients/<space>/documents` */
  path: string
  filters: BrowseFilters
  found: BrowsedPage
  /** their last visit before today, an ISO instant */
  since?: string
}

/** Whose record it is and its list: the person first, so that somebody who may not enter is refused before anything else. */
export const readBrowsed = async (ask: ProfessionalAsk, spaceId: string, filters: BrowseFilters): Promise<Browsed> => {
  const person = await ask.parts.identity.readPerson(ask.visitor, { spaceId })
  const since = await ask.parts.activity.findLastVisit(ask.visitor, spaceId)
  const found = await ask.parts.documents.browseDocuments(ask.visitor, { spaceId }, browseQuery(ask, filters, since))
  const path = `/pro/patients/${spaceId}/documents`
  return { person, path, filters, found, ...(since === undefined ? {} : { since }) }
}

/** A specialty as people say it: `Médecin - Pneumologie (SM)` is Pneumologie. */
export const specialtyName = ({ display, code }: Coding): string =>
  (display ?? code).replace(/^[^-]+ - /, '').replace(/ \([A-Z]+\)$/, '')

/** The facets that leave something: the others only name what was chosen. */
export const offered = <F extends { count: number }>(facets: readonly F[]): F[] =>
  facets.filter(({ count }) => count > 0)

/** The categories of a list with their counts, in the order people look for them; those without a document are left out. */
export const countedCategories = (
  ask: ProfessionalAsk,
  { facets }: BrowsedPage,
): { code: string; label: string; count: number }[] =>
  ask.parts.labels
    .documentCategories(ask.lang)
    .map(({ code, label, typeCodes }) => ({
      code,
      label,
      count: typeCodes.reduce((total, type) => total + (facets.types.get(type) ?? 0), 0),
    }))
    .filter(({ count }) => count > 0)

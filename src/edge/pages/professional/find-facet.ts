import type { BrowsedPage } from '../../../areas/documents/index.ts'
import { foldText } from '../../../platform/fold-text.ts'
import type { Page, ProfessionalAsk, Redirect } from '../ask.ts'
import { formFields, pathPiece } from '../form-fields.ts'
import { browseAddress, readBrowseFilters, type BrowseFilters } from './browse-filters.ts'
import { countedCategories, offered, readBrowsed, specialtyName } from './browsed.ts'
import { drawDocuments } from './patient-documents.tsx'
import { searchAddress } from './search-record.tsx'

/** Whether a label is meant: it, or one of its words, begins with what was typed. */
export const isMeant = (label: string, typed: string): boolean => ` ${foldText(label)}`.includes(` ${foldText(typed)}`)

/** The facet that was meant: a specialty before a kind of document before an author, the one with most documents of each. */
export const findMeant = (
  ask: ProfessionalAsk,
  found: BrowsedPage,
  typed: string,
): Partial<BrowseFilters> | undefined => {
  const [specialties, authors] = [offered(found.facets.specialties), offered(found.facets.authors)]
  const specialty = specialties.find(({ coding }) => isMeant(specialtyName(coding), typed))
  if (specialty !== undefined) return { specialty: specialty.key }
  const category = countedCategories(ask, found).find(({ label }) => isMeant(label, typed))
  if (category !== undefined) return { category: category.code }
  const author = authors.find(({ name }) => isMeant(name, typed))
  return author === undefined ? undefined : { author: author.key }
}

/** Leads to the list narrowed by what was typed; where nothing here is called so, to the documents that have it in their text. */
export const findFacet = async (ask: ProfessionalAsk): Promise<Page | Redirect> => {
  const form = formFields(ask.request)
  const typed = (form.get('find') ?? '').trim().slice(0, 64)
  const browsed = await readBrowsed(ask, pathPiece(ask.request, 'space'), readBrowseFilters(form))
  const words = ask.text.workplace.facets
  if (typed === '') return drawDocuments(ask, browsed, { typed, fault: words.missing })
  const meant = findMeant(ask, browsed.found, typed)
  if (meant === undefined) return { to: await searchAddress(ask, typed, browsed.filters) }
  return { to: browseAddress(browsed.path, browsed.filters, meant) }
}

import type { DocumentPage } from '../../areas/documents/types.ts'
import type { FhirAnswer, FhirRequest } from './fhir-parts.ts'
import { readQuery } from './read-query.ts'
import type { Bundle, BundleEntry } from './resources.ts'
import { isLenient, pageLinks, parametersOf } from './search-bundle.ts'
import { terms } from './terms.ts'
import { asksForCopies, searchCopies } from './withdrawn-copies.ts'
import { writeDocumentReference } from './write-document-reference.ts'

const writePage = (page: DocumentPage, parameters: URLSearchParams, parts: FhirRequest['parts']): Bundle => {
  const entry = page.entries.map((document): BundleEntry => ({
    fullUrl: `${parts.baseUrl}/DocumentReference/${document.id}`,
    resource: writeDocumentReference(document, parts),
    search: { mode: 'match' },
  }))
  return {
    resourceType: 'Bundle',
    meta: { profile: [terms.profiles.findResponse] },
    type: 'searchset',
    ...(page.total === undefined ? {} : { total: page.total }),
    link: pageLinks(`${parts.baseUrl}/DocumentReference`, parameters, page.next),
    ...(entry.length > 0 ? { entry } : {}),
  }
}

/** ITI-67 Find Document References, by GET or `POST _search`: one page of what the visitor may see. Spec: IHE MHD 2:3.67. */
export const searchDocuments = async (asked: FhirRequest): Promise<FhirAnswer> => {
  const { parts, visitor } = asked
  const parameters = parametersOf(asked)
  const { space, query, countOnly } = readQuery(parameters, { baseUrl: parts.baseUrl, lenient: isLenient(asked) })
  if (asksForCopies(visitor, query)) return searchCopies(asked, { space, countOnly })
  const wanted = countOnly ? { ...query, exactTotal: true } : query
  const { next, ...page } = await parts.documents.listDocuments(visitor, space, wanted)
  if (countOnly) return { status: 200, resource: writePage({ ...page, entries: [] }, parameters, parts) }
  const whole = next === undefined ? page : { ...page, next }
  return { status: 200, resource: writePage(whole, parameters, parts) }
}

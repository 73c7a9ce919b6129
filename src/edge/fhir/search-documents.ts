import type { DocumentPage } from '../../areas/documents/types.ts'
import type { FhirAnswer, FhirRequest } from './fhir-parts.ts'
import { addressParameters } from './negotiate.ts'
import { readQuery } from './read-query.ts'
import type { Bundle, BundleEntry } from './resources.ts'
import { terms } from './terms.ts'
import { writeDocumentReference } from './write-document-reference.ts'

/** The parameters of a search: in the address, and in the form of `POST _search`. */
const parametersOf = ({ request }: FhirRequest): URLSearchParams => {
  const parameters = addressParameters(request.url)
  const form = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : ''
  for (const [name, value] of new URLSearchParams(form)) parameters.append(name, value)
  return parameters
}

const pageLink = (relation: string, parameters: URLSearchParams, baseUrl: string) => ({
  relation,
  url: `${baseUrl}/DocumentReference?${parameters.toString()}`,
})

const nextParameters = (parameters: URLSearchParams, next: string): URLSearchParams => {
  const following = new URLSearchParams(parameters)
  following.set('page', next)
  return following
}

const writePage = (page: DocumentPage, parameters: URLSearchParams, parts: FhirRequest['parts']): Bundle => {
  const next = page.next === undefined ? [] : [pageLink('next', nextParameters(parameters, page.next), parts.baseUrl)]
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
    link: [pageLink('self', parameters, parts.baseUrl), ...next],
    ...(entry.length > 0 ? { entry } : {}),
  }
}

/** ITI-67 Find Document References, by GET or `POST _search`: one page of what the visitor may see. Spec: IHE MHD 2:3.67. */
export const searchDocuments = async (asked: FhirRequest): Promise<FhirAnswer> => {
  const { parts, visitor, request } = asked
  const parameters = parametersOf(asked)
  const lenient = /handling\s*=\s*lenient/.test(String(request.headers.prefer))
  const { space, query, countOnly } = readQuery(parameters, { baseUrl: parts.baseUrl, lenient })
  const wanted = countOnly ? { ...query, exactTotal: true } : query
  const { next, ...page } = await parts.documents.listDocuments(visitor, space, wanted)
  if (countOnly) return { status: 200, resource: writePage({ ...page, entries: [] }, parameters, parts) }
  const whole = next === undefined ? page : { ...page, next }
  return { status: 200, resource: writePage(whole, parameters, parts) }
}

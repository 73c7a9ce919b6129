import type { DocumentPage } from '../../areas/documents/types.ts'
import type { DocumentEntry } from '../../reference/document-entry.ts'
import type { FhirAnswer, FhirRequest } from './fhir-parts.ts'
import { addressParameters, negotiate } from './negotiate.ts'
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

type Parts = FhirRequest['parts']

const writeEntry = (document: DocumentEntry, parts: Parts): BundleEntry => ({
  fullUrl: `${parts.baseUrl}/DocumentReference/${document.id}`,
  resource: writeDocumentReference(document, parts),
  search: { mode: 'match' },
})

/** What was written of a document stays as long as the documents area keeps the very same entry in memory. */
const written = new WeakMap<Parts, WeakMap<DocumentEntry, Buffer>>()

const writeEntryBytes = (document: DocumentEntry, parts: Parts): Buffer => {
  const known = written.get(parts) ?? new WeakMap<DocumentEntry, Buffer>()
  written.set(parts, known)
  const bytes = known.get(document) ?? Buffer.from(`${JSON.stringify(writeEntry(document, parts))},`)
  known.set(document, bytes)
  return bytes
}

const writeFrame = (page: DocumentPage, parameters: URLSearchParams, parts: Parts): Bundle => {
  const next = page.next === undefined ? [] : [pageLink('next', nextParameters(parameters, page.next), parts.baseUrl)]
  return {
    resourceType: 'Bundle',
    meta: { profile: [terms.profiles.findResponse] },
    type: 'searchset',
    total: page.total,
    link: [pageLink('self', parameters, parts.baseUrl), ...next],
  }
}

/** One page, in XML as a resource, in JSON as bytes: fifty documents are put together, not written anew. */
const answerPage = (page: DocumentPage, frame: Bundle, { parts, request }: FhirRequest): FhirAnswer => {
  if (page.entries.length === 0) return { status: 200, resource: frame }
  if (negotiate(request) !== 'json') {
    return { status: 200, resource: { ...frame, entry: page.entries.map((document) => writeEntry(document, parts)) } }
  }
  const entries = Buffer.concat(page.entries.map((document) => writeEntryBytes(document, parts)))
  const head = Buffer.from(`${JSON.stringify(frame).slice(0, -1)},"entry":[`)
  // Every entry ends with a comma; the last one's gives way to the end of the list.
  return { status: 200, json: Buffer.concat([head, entries.subarray(0, -1), Buffer.from(']}')]) }
}

/** ITI-67 Find Document References, by GET or `POST _search`: one page of what the visitor may see. Spec: IHE MHD 2:3.67. */
export const searchDocuments = async (asked: FhirRequest): Promise<FhirAnswer> => {
  const { parts, visitor, request } = asked
  const parameters = parametersOf(asked)
  const lenient = /handling\s*=\s*lenient/.test(String(request.headers.prefer))
  const { space, query, countOnly } = readQuery(parameters, { baseUrl: parts.baseUrl, lenient })
  const { next, ...page } = await parts.documents.listDocuments(visitor, space, query)
  const shown = countOnly ? { entries: [], total: page.total } : { ...page, ...(next === undefined ? {} : { next }) }
  return answerPage(shown, writeFrame(shown, parameters, parts), asked)
}

import type { SetView } from '../../areas/documents/index.ts'
import type { FhirAnswer, FhirRequest } from './fhir-parts.ts'
import { readSetQuery } from './read-set-query.ts'
import type { BundleEntry } from './resources.ts'
import { isLenient, pageLinks, parametersOf } from './search-bundle.ts'
import { terms } from './terms.ts'
import { writeSet } from './write-set.ts'

const writeEntry =
  (baseUrl: string) =>
  (set: SetView): BundleEntry => ({
    fullUrl: `${baseUrl}/List/${set.id}`,
    resource: writeSet(set),
    search: { mode: 'match' },
  })

/**
 * ITI-66 Find Document Lists, by GET or `POST _search`: one page of the submission sets of which the visitor may see something, and of a holder's
 * own folders, each with what they may see of it. Spec: IHE MHD 2:3.66.
 */
export const searchSets = async (asked: FhirRequest): Promise<FhirAnswer> => {
  const { parts, visitor } = asked
  const parameters = parametersOf(asked)
  const { space, query, countOnly } = readSetQuery(parameters, { baseUrl: parts.baseUrl, lenient: isLenient(asked) })
  const { sets, total, next } = await parts.documents.listSets(visitor, space, query)
  const entry = countOnly ? [] : sets.map(writeEntry(parts.baseUrl))
  const link = pageLinks(`${parts.baseUrl}/List`, parameters, countOnly ? undefined : next)
  const resource = {
    resourceType: 'Bundle',
    meta: { profile: [terms.profiles.findListsResponse] },
    type: 'searchset',
    total,
    link,
    ...(entry.length > 0 ? { entry } : {}),
  }
  return { status: 200, resource }
}

import type { SpaceAddress } from '../../access/types.ts'
import type { WithdrawnCopy } from '../../areas/disputes/index.ts'
import type { DocumentQuery } from '../../areas/documents/types.ts'
import type { FhirAnswer, FhirRequest } from './fhir-parts.ts'
import type { BundleEntry, DocumentReference } from './resources.ts'
import { pageLinks, parametersOf } from './search-bundle.ts'
import { terms } from './terms.ts'

const writeWithdrawn = ({ documentId, spaceId }: WithdrawnCopy): DocumentReference => ({
  resourceType: 'DocumentReference',
  id: documentId,
  status: 'entered-in-error',
  subject: { reference: `Patient/${spaceId}` },
  content: [{ attachment: { extension: [{ url: terms.extensions.dataAbsent, valueCode: 'not-permitted' }] } }],
})

/** Whether an app asks what is withdrawn of what it opened: `status=entered-in-error`, and nothing else of the documents. */
export const asksForCopies = ({ actor }: FhirRequest['visitor'], { count: _count, ...query }: DocumentQuery): boolean =>
  actor.kind === 'app' && query.status?.join() === 'entered-in-error' && Object.keys(query).length === 1

/**
 * The documents that an app had opened and that left the space since because they were wrong or somebody else's: their ids alone, so that it
 * erases what it kept. Rules DOC-16.
 */
export const searchCopies = async (
  asked: FhirRequest,
  { space, countOnly }: { space: SpaceAddress; countOnly: boolean },
): Promise<FhirAnswer> => {
  const { parts, visitor } = asked
  const found = await parts.withdrawnCopies.list(visitor, space)
  const entry = found.map((copy): BundleEntry => ({
    fullUrl: `${parts.baseUrl}/DocumentReference/${copy.documentId}`,
    resource: writeWithdrawn(copy),
    search: { mode: 'match' },
  }))
  const resource = {
    resourceType: 'Bundle',
    type: 'searchset',
    total: found.length,
    link: pageLinks(`${parts.baseUrl}/DocumentReference`, parametersOf(asked)),
    ...(countOnly || entry.length === 0 ? {} : { entry }),
  }
  return { status: 200, resource }
}

import type { SubmissionMetadata } from '../../reference/document-entry.ts'
import { randomId } from '../../platform/ids.ts'
import { metadataProblem } from './metadata-problem.ts'
import { readAuthor, readFacility } from './read-author.ts'
import { readConcept, readUuid } from './read-identifier.ts'
import type { List } from './resources.ts'
import { terms } from './terms.ts'

type SetIds = Pick<SubmissionMetadata, 'uniqueId' | 'entryUuid'>

// Spec: MHD SubmissionSet: uniqueId is `usual`, entryUUID is `official`; the national examples send neither.
const readIds = (list: List): SetIds => {
  const identifiers = list.identifier ?? []
  const official = identifiers.find((each) => each.use === 'official')?.value
  const other = identifiers.find((each) => each.use !== 'official')?.value
  const entryUuid = readUuid(official)
  return { uniqueId: other ?? official ?? `urn:uuid:${randomId()}`, ...(entryUuid ? { entryUuid } : {}) }
}

const readSource = (list: List, field: string): Pick<SubmissionMetadata, 'source'> => {
  const { source } = list
  if (!source) throw metadataProblem('element-missing', { field: `${field}.source` })
  const facility = source.extension?.find((each) => each.url === terms.extensions.authorOrg)?.valueReference
  const author = readAuthor(list, source, `${field}.source`)
  if (!facility) return { source: author }
  return { source: { ...author, facility: readFacility(list, facility, `${field}.source.extension`) } }
}

/** Whether a List is a SubmissionSet, a Folder or neither; both spellings of IHE's code system count. */
export const listKind = (list: List): string | undefined =>
  list.code?.coding?.find((each) => terms.listTypes.includes(each.system ?? ''))?.code

/** What a SubmissionSet says of the deposit. Spec: PDSm submission set comprehensive. */
export const readSubmissionSet = (list: List, field: string): SubmissionMetadata => {
  const sourceId = list.extension?.find((each) => each.url === terms.extensions.sourceId)?.valueIdentifier?.value
  if (!sourceId) throw metadataProblem('source-id-missing', { field: `${field}.extension` })
  if (list.date === undefined) throw metadataProblem('element-missing', { field: `${field}.date` })
  if (list.status !== 'current') throw metadataProblem('status-not-current', { field: `${field}.status` })
  const type = list.extension?.find((each) => each.url === terms.extensions.designationType)?.valueCodeableConcept
  const designation = readConcept(type)
  return {
    ...readIds(list),
    sourceId,
    ...(designation ? { designation } : {}),
    ...(list.title === undefined ? {} : { title: list.title }),
    submittedAt: list.date,
    ...readSource(list, field),
  }
}

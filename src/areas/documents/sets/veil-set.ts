import type { Opened } from '../../../access/door-opened.ts'
import type { Visitor } from '../../../access/types.ts'
import type { SubmissionView } from './types.ts'

type Listed = Awaited<ReturnType<Opened['vault']['listDocuments']>>

/** Of documents that may be seen, those that wait until their reader has heard of them from a doctor. Nothing is opened for who waits for none. */
export const awaitingOf = ({ actor }: Visitor, documents: Listed): ReadonlySet<string> => {
  const mayWait = actor.kind === 'holder' || actor.kind === 'representative'
  const awaiting = mayWait ? documents.filter((one) => one.open().awaitsTalk === true) : []
  return new Set(awaiting.map(({ facts }) => facts.id))
}

/** A set as it is shown: what is said of one with a document that waits would tell what it is. Right: rules EHDS-3. */
export const veiledSet = (view: SubmissionView, awaiting: ReadonlySet<string>): SubmissionView => {
  if (!view.documentIds.some((id) => awaiting.has(id))) return view
  const { uniqueId, sourceId, submittedAt } = view.metadata
  return { ...view, metadata: { uniqueId, sourceId, submittedAt } }
}

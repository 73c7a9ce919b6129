import type { Opened } from '../../access/door-opened.ts'
import type { Door } from '../../access/door.ts'
import type { Visitor } from '../../access/types.ts'
import type { DocumentEntry } from '../../reference/document-entry.ts'
import { addressOf } from './read-document.ts'
import type { Documents } from './types.ts'

// Nobody who represents the minor reads of either, so that neither tells that there was something to keep.
const audience = 'hidden-from-representatives'

/** The line of a deposit names no document: it is left out for parents once they may see nothing of it, and shown again with the rest. */
export const veilDeposit = async (
  opened: Opened,
  { submissionId }: Pick<DocumentEntry, 'submissionId'>,
): Promise<void> => {
  const { documents = [], receipt } = (await opened.vault.findSubmission(submissionId))?.answer ?? {}
  const ids = documents.map(({ id }) => id)
  const page = { sort: 'created_at', descending: true, limit: Math.max(ids.length, 1) } as const
  // Whoever comes, also for a correction; what is withheld has its line in another chain.
  const prefilter = { partyIds: [], seesHidden: true, seesSecret: true, seesQuarantined: true }
  const found = await opened.vault.listDocuments({ prefilter, ids, withheld: false }, page)
  const isKept = found.every(({ facts }) => facts.visibility.hiddenFromRepresentatives)
  if (receipt?.audience === 'main') await opened.setVeil(receipt, isKept)
}

const setKept =
  (door: Door, hiddenFromRepresentatives: boolean) =>
  async (visitor: Visitor, documentId: string): Promise<DocumentEntry> => {
    const { objectId } = addressOf(documentId)
    const act = hiddenFromRepresentatives ? 'keep-from-representatives' : 'show-to-representatives'
    const visit = { ...visitor, space: { objectId }, act, documentId: objectId, audience } as const
    const { value } = await door.open(visit, async (opened) => {
      const found = opened.require(await opened.vault.findDocument(objectId))
      if (found.facts.visibility.hiddenFromRepresentatives === hiddenFromRepresentatives) return found.open()
      const entry = opened.require(await opened.vault.updateState(found.facts.id, { hiddenFromRepresentatives })).open()
      await veilDeposit(opened, entry)
      return entry
    })
    return value
  }

/**
 * A minor keeps a document between them and whoever cares for them: gone for their parents at the next request, their history included.
 * Twice is the same as once. Law: L.1111-5, R.1111-50; rules DOC-24.
 */
export const createKeepDocument = (door: Door): Documents['keepDocument'] => setKept(door, true)

/** The minor shows it to their parents after all: it is the minor's secret, and theirs to tell. */
export const createTellDocument = (door: Door): Documents['tellDocument'] => setKept(door, false)

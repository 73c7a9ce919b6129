import type { Opened } from '../../../access/door-opened.ts'
import type { Door } from '../../../access/door.ts'
import type { Visitor } from '../../../access/types.ts'
import { Problem } from '../../../platform/problem.ts'
import { addressOf } from '../read-document.ts'
import { findFolders, spaceOfSet } from './find-folders.ts'
import { orNoSet } from './no-set.ts'
import type { DocumentSets, SetView } from './types.ts'
import { awaitingOf, veiledSet } from './veil-set.ts'

const findSubmission = async (visitor: Visitor, opened: Opened, id: string): Promise<SetView | undefined> => {
  const found = await opened.vault.findSubmission(id)
  if (found === undefined) return undefined
  const ids = found.answer.documents.map((document) => document.id)
  const page = { sort: 'created_at', descending: true, limit: Math.max(ids.length, 1) } as const
  const documents = await opened.vault.listDocuments({ prefilter: opened.prefilter, ids }, page)
  const seen = documents.filter(({ facts }) => opened.judge(facts).effect === 'permit')
  // A set of which nothing may be seen is the same as no set.
  if (seen.length === 0) return undefined
  const view = { id: found.id, metadata: found.metadata, documentIds: seen.map(({ facts }) => facts.id) }
  return veiledSet(view, awaitingOf(visitor, seen))
}

/** Reads a submission set, or a folder to its holder: what is said of it, and those of its documents that the visitor may see. */
export const createReadSet =
  (door: Door): DocumentSets['readSet'] =>
  async (visitor, setId) => {
    const { objectId } = addressOf(setId)
    const visit = { ...visitor, space: spaceOfSet(visitor, { objectId }), act: 'list-documents' } as const
    const look = async (opened: Opened): Promise<SetView> => {
      const folder = (await findFolders(visitor, opened)).find(({ id }) => id === objectId)
      return folder ?? (await findSubmission(visitor, opened, objectId)) ?? opened.refuse('document-unknown')
    }
    const set = await orNoSet(async () => (await door.open(visit, look)).value, undefined)
    if (set === undefined) throw new Problem('absent', 'document-not-open')
    return set
  }

import type { Opened } from '../../access/door-opened.ts'
import type { Door } from '../../access/door.ts'
import { Problem } from '../../platform/problem.ts'
import { addressOf } from './read-document.ts'
import { orNoSet } from './sets/no-set.ts'
import type { DocumentSets } from './sets/types.ts'

/** Reads a submission set: what was said of it, and those of its documents that the visitor may see. */
export const createReadSubmission =
  (door: Door): DocumentSets['readSubmission'] =>
  async (visitor, submissionId) => {
    const { objectId } = addressOf(submissionId)
    const visit = { ...visitor, space: { objectId }, act: 'list-documents' } as const
    const look = async (opened: Opened) => {
      const found = await opened.vault.findSubmission(objectId)
      const ids = found?.answer.documents.map(({ id }) => id) ?? []
      const page = { sort: 'created_at', descending: true, limit: Math.max(ids.length, 1) } as const
      const documents = await opened.vault.listDocuments({ prefilter: opened.prefilter, ids }, page)
      const seen = documents.filter(({ facts }) => opened.judge(facts).effect === 'permit')
      // A set of which nothing may be seen is the same as no set.
      if (!found || seen.length === 0) return opened.refuse('document-unknown')
      return { id: found.id, metadata: found.metadata, documentIds: seen.map(({ facts }) => facts.id) }
    }
    const set = await orNoSet(async () => (await door.open(visit, look)).value, undefined)
    if (set === undefined) throw new Problem('absent', 'document-not-open')
    return set
  }

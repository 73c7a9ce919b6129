import { createHash, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { DocumentSets, SetQuery } from '../../src/areas/documents/index.ts'
import type { DocumentQuery, Documents, DocumentUpdate, Submission } from '../../src/areas/documents/types.ts'
import type { SpaceAddress } from '../../src/access/types.ts'
import type { DocumentEntry, Identifier } from '../../src/reference/document-entry.ts'
import { Problem } from '../../src/platform/problem.ts'

/** What the edge asked for, word for word: the tests look at this. */
export interface Recorded {
  submissions: Submission[]
  searches: { space: SpaceAddress; query: DocumentQuery }[]
  setSearches: { space: SpaceAddress; query: SetQuery }[]
  updates: { target: object; update: DocumentUpdate }[]
  staged: { patient: Identifier; contentType: string; bytes: Buffer }[]
  failedUploads: number
}

const absent = (): Problem => new Problem('absent', 'document-not-open')

interface Kept {
  entries: Map<string, { entry: DocumentEntry; bytes: Buffer }>
  recorded: Recorded
}

const entryOf = (submission: Submission, at: number, bytes: Buffer): DocumentEntry => {
  const submitted = submission.documents[at]
  if (!submitted) throw absent()
  const { entryUuid = randomUUID(), ...metadata } = submitted.metadata
  return {
    ...metadata,
    id: randomUUID(),
    spaceId: '11111111-2222-4333-8444-555555555555',
    version: 1,
    entryUuid,
    logicalUuid: entryUuid,
    submissionId: randomUUID(),
    blobId: randomUUID(),
    size: bytes.length,
    hash: createHash('sha1').update(bytes).digest('base64'),
    depositedAt: '2026-11-02T08:30:00.000Z',
    depositedBy: { id: 'laboratory', name: 'Laboratoire' },
    warnings: ['fake-warning'],
  }
}

const find = ({ entries }: Kept, id: string) => {
  const found = [...entries.values()].find(({ entry }) => entry.id === id || entry.blobId === id)
  if (!found) throw absent()
  return found
}

const findTarget = (kept: Kept, target: { id: string } | { uniqueId: string }) => {
  if ('id' in target) return find(kept, target.id)
  const matching = [...kept.entries.values()].filter(({ entry }) => entry.uniqueId === target.uniqueId)
  if (matching.length > 1) throw new Problem('conflict', 'several-documents-match')
  if (!matching[0]) throw absent()
  return matching[0]
}

const writes = (kept: Kept): Pick<Documents, 'submitDocuments' | 'stageContent' | 'updateDocument'> => ({
  submitDocuments: async (_visitor, submission) => {
    kept.recorded.submissions.push(submission)
    const stored = submission.documents.map(({ content }, at) => {
      const bytes = 'bytes' in content ? content.bytes : Buffer.alloc(0)
      const entry = entryOf(submission, at, bytes)
      kept.entries.set(entry.id, { entry, bytes })
      return entry
    })
    for (const id of submission.supersedes) find(kept, id).entry.status = 'superseded'
    const receipt = { audience: 'x', n: '1', hash: 'h' }
    return { submissionId: stored[0]?.submissionId ?? '', documents: stored, receipt }
  },
  stageContent: async (_visitor, { stream, ...upload }) => {
    try {
      const bytes = await buffer(stream)
      kept.recorded.staged.push({ ...upload, bytes })
      return { blobId: randomUUID(), size: bytes.length, hash: '' }
    } catch (error) {
      kept.recorded.failedUploads += 1
      throw error
    }
  },
  updateDocument: async (_visitor, target, update) => {
    const { entry } = findTarget(kept, target)
    kept.recorded.updates.push({ target, update })
    entry.status = update.status ?? entry.status
    entry.archived = update.archived ?? entry.archived
    entry.visibility = { ...entry.visibility, ...update.visibility }
    entry.version += 1
    return entry
  },
})

const reads = (kept: Kept): Pick<Documents, 'listDocuments' | 'readDocument' | 'openContent'> & DocumentSets => ({
  listDocuments: async (_visitor, space, query) => {
    kept.recorded.searches.push({ space, query })
    const found = [...kept.entries.values()].map(({ entry }) => entry)
    const start = Number(query.after ?? 0)
    const end = start + (query.count ?? 50)
    const next = end < found.length ? { next: String(end) } : {}
    return { entries: found.slice(start, end), total: found.length, ...next }
  },
  readDocument: async (_visitor, id) => find(kept, id).entry,
  openContent: async (_visitor, id) => {
    const { entry, bytes } = find(kept, id)
    if (entry.status === 'superseded') throw new Problem('absent', 'document-superseded', { details: { gone: true } })
    return { entry, stream: Readable.from([bytes.subarray(0, 1000), bytes.subarray(1000)]) }
  },
  listSets: async (_visitor, space, query) => {
    kept.recorded.setSearches.push({ space, query })
    return { sets: [], total: 0 }
  },
  readSet: async (_visitor, id) => {
    const [set] = kept.recorded.submissions.map((submission) => submission.set)
    if (!set) throw absent()
    return { id, metadata: set, documentIds: [...kept.entries.keys()] }
  },
})

/**
 * A FAKE of the documents area, in memory, without access rules, journal or validation: it proves what the FHIR edge translates,
 * and nothing about what the product stores. The real area is tested in its own folder and in scenarios/.
 */
export const createFakeDocuments = () => {
  const recorded: Recorded = {
    submissions: [],
    searches: [],
    setSearches: [],
    updates: [],
    staged: [],
    failedUploads: 0,
  }
  const kept: Kept = { entries: new Map(), recorded }
  return { ...kept, documents: { ...writes(kept), ...reads(kept) } }
}

import type { FoundPage } from '../../../src/areas/documents/index.ts'
import { sampleDocument } from './sample-documents.ts'

/** A page of what was found: two documents, one by a word in it, and a value. */
export const sampleFound = (): FoundPage => ({
  documents: [
    {
      entry: sampleDocument(1),
      extract: [
        { text: '… lobe droit de la ', isFound: false },
        { text: 'thyroïde', isFound: true },
        { text: ' sans particularité …', isFound: false },
      ],
    },
    { entry: sampleDocument(2) },
  ],
  values: [{ label: 'Thyréostimuline', line: { documentId: sampleDocument(1).id, line: 0 }, at: '2026-03-05' }],
  total: 22,
  hasMore: true,
  unread: 1,
  wordless: 2,
  isWhole: false,
})

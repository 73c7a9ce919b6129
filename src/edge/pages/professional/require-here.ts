import { Problem } from '../../../platform/problem.ts'
import type { DocumentEntry } from '../../../reference/document-entry.ts'

/** Under the name of one person, no document of another: the answer is that of one that is not there. */
export const requireHere = (entry: DocumentEntry, spaceId: string): void => {
  if (entry.spaceId !== spaceId) throw new Problem('absent', 'page-not-found')
}

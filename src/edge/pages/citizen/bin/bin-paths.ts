import type { DocumentEntry } from '../../../../reference/document-entry.ts'
import type { SpaceAsk } from '../../ask.ts'
import { recordAt } from '../../record-at.ts'

/** Where the bin of one's own space is. */
export const binPath = '/my/documents/bin'

/** Where several documents that were chosen are deleted. */
export const deletePath = '/my/documents/delete'

/** The bin of the space that is looked at: one's own, or a child's. */
export const binAt = (ask: SpaceAsk): string => `${recordAt(ask)}/documents/bin`

/** Whether people added a document to this space themselves (rules DOC-2). */
export const wasAdded = ({ authors }: DocumentEntry): boolean => authors.some(({ as }) => as !== undefined)

/** What of it they may change, replace and delete (rules DOC-8): not what is disputed. */
export const isAdded = (entry: DocumentEntry): boolean => entry.quarantined !== true && wasAdded(entry)

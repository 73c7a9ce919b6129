import type { DocumentEntry } from '../../reference/document-entry.ts'
import type { Ask } from './ask.ts'

const freshMs = 7 * 24 * 3_600_000

/** Whether a document has a title of its own. */
export const isTitled = (entry: DocumentEntry): boolean => entry.title.trim() !== ''

/** How a document is called in lists: its own title, else the kind of document it is. Never in the title of a page. */
export const documentName = (ask: Ask, entry: DocumentEntry): string =>
  isTitled(entry) ? entry.title : ask.parts.labels.documentTypeLabel(entry.type, ask.lang)

/** Whether a document arrived in the last seven days; what arrived long after it was made has a word of its own. */
export const isFresh = (ask: Ask, entry: Pick<DocumentEntry, 'depositedAt'>): boolean =>
  ask.parts.clock.now().getTime() - Date.parse(entry.depositedAt) < freshMs

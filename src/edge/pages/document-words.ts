import type { DocumentEntry } from '../../reference/document-entry.ts'
import type { Ask } from './ask.ts'
import { authorName } from './person-name.ts'

const freshMs = 7 * 24 * 3_600_000

/** How a document is called in lists: its own title, else the kind of document it is. Never in the title of a page. */
export const documentName = (ask: Ask, entry: DocumentEntry): string =>
  entry.title.trim() === '' ? ask.parts.labels.documentTypeLabel(entry.type, ask.lang) : entry.title

/** The first author, their specialty when written, and where: `Jean Morel, Cardiologie, CH de Lyon`. */
export const authorLine = (entry: DocumentEntry): string => {
  const author = entry.authors[0]
  const parts = [authorName(author), author?.specialty?.display, author?.facility?.name]
  return parts.filter((part, index) => part !== undefined && parts.indexOf(part) === index).join(', ')
}

/** Whether a document arrived in the last seven days. */
export const isFresh = (ask: Ask, entry: DocumentEntry): boolean =>
  ask.parts.clock.now().getTime() - Date.parse(entry.depositedAt) < freshMs

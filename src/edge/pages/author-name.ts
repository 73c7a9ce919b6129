import type { Author } from '../../reference/document-entry.ts'

/** An author as a list shows them: the person, else the device, else the facility; nothing when none is known. */
export const authorName = (author: Author | undefined): string | undefined => {
  if (author?.person !== undefined) return `${author.person.given} ${author.person.family}`.trim()
  return author?.device ?? author?.facility?.name
}

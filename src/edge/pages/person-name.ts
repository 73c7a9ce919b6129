import type { Traits } from '../../areas/identity/types.ts'
import type { Author } from '../../reference/document-entry.ts'

/** A person as one says their name: first given name, then the name in use. */
export const personName = (traits: Traits): string =>
  [traits.birthGiven[0], traits.usedFamily ?? traits.birthFamily].filter((part) => part !== undefined).join(' ')

/** An author as a list shows them: the person, else the device, else the facility; nothing when none is known. */
export const authorName = (author: Author | undefined): string | undefined => {
  if (author?.person !== undefined) return `${author.person.given} ${author.person.family}`.trim()
  return author?.device ?? author?.facility?.name
}

import type { HidingPreview } from '../../areas/documents/types.ts'
import { authorName } from './author-name.ts'

/** One line of who sees a document. */
export type Viewer = HidingPreview['viewers'][number]

const sameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

/**
 * Everybody who sees a document before or after: those with a tie to the space, and the authors it names, who have none in the
 * directory when a facility deposited for them. Law: R1111-49, an author keeps access to what they wrote.
 */
export const everyViewer = ({ entry, viewers }: HidingPreview): Viewer[] => {
  const known = new Set<string>(viewers.map(({ name }) => name.toLowerCase()))
  const authors = entry.authors.flatMap((author) => {
    const name = authorName(author)
    const place = author.facility?.name
    if (name === undefined || known.has(name.toLowerCase())) return []
    known.add(name.toLowerCase())
    return [place === undefined || sameName(place, name) ? name : `${name} (${place})`]
  })
  return [...viewers, ...authors.map((name) => ({ name, role: 'author' as const, seesBefore: true, seesAfter: true }))]
}

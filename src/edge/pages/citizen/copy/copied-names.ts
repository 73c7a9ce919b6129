import type { DocumentEntry } from '../../../../reference/document-entry.ts'
import { fileEnding } from '../../content/media-types.ts'

/** The kind of a document's bytes, without its parameters. */
export const mediaTypeOf = ({ contentType }: Pick<DocumentEntry, 'contentType'>): string =>
  contentType.split(';', 1)[0] ?? contentType

/**
 * The file of each document in a copy, by document id. Right: a name holds the day and a number, nothing of what is inside; lists of
 * files are seen over shoulders and kept by other programs.
 */
export const copiedNames = (
  entries: readonly Pick<DocumentEntry, 'id' | 'createdAt' | 'contentType'>[],
  dayOf: (at: string) => string,
): ReadonlyMap<string, string> => {
  const counts = new Map<string, number>()
  return new Map(
    entries.map((entry) => {
      const day = dayOf(entry.createdAt)
      const count = (counts.get(day) ?? 0) + 1
      counts.set(day, count)
      return [entry.id, `documents/document-${day}-${count}.${fileEnding(mediaTypeOf(entry))}`] as const
    }),
  )
}

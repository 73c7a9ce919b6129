import type { DocumentEntry } from '../../reference/document-entry.ts'
import { isLater } from '../../platform/calendar.ts'

/** A document of a list with those of the same list that are the same in everything a reader is shown, and in their bytes. */
export interface WithCopies {
  entry: DocumentEntry
  copies: readonly DocumentEntry[]
}

/** All that a line of the list tells, and the bytes behind it: what differs in any of it is another document. */
const samenessOf = (entry: DocumentEntry, since: string): string =>
  JSON.stringify([
    entry.hash,
    entry.size,
    entry.contentType,
    entry.title,
    entry.type,
    entry.createdAt,
    entry.datedAt,
    entry.authors,
    entry.status,
    entry.visibility,
    entry.quarantined ?? false,
    isLater(entry.depositedAt, since),
  ])

/** Folds copies behind the first of them, in the order of the list. What came after `since` is new to the reader, and no copy of what is not. */
export const groupCopies = (entries: readonly DocumentEntry[], since = ''): WithCopies[] =>
  [...Map.groupBy(entries, (entry) => samenessOf(entry, since)).values()].flatMap(([entry, ...copies]) =>
    entry === undefined ? [] : [{ entry, copies }],
  )

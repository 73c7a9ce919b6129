import type { VNode } from 'preact'
import type { Visitor } from '../../../access/types.ts'
import type { DocumentEntry } from '../../../reference/document-entry.ts'
import type { Ask } from '../ask.ts'

/** The versions of a document beside the one that is open, as far as its reader may open them. */
export interface Versions {
  older: readonly DocumentEntry[]
  newer: readonly DocumentEntry[]
}

/** Asked for only where a document replaces another, or is replaced: any other has one version (rules DOC-29). */
export const readVersions = async (
  { parts, visitor }: Ask & { visitor: Visitor },
  entry: DocumentEntry,
): Promise<Versions> => {
  const space = { spaceId: entry.spaceId }
  const list = async (query: { ids: string[] } | { relatesToIds: string[] }) =>
    (await parts.documents.listDocuments(visitor, space, query)).entries
  const replaced = entry.relatesTo.filter(({ code }) => code === 'replaces').map(({ targetId }) => targetId)
  return {
    older: replaced.length === 0 ? [] : await list({ ids: replaced }),
    newer: entry.status === 'superseded' ? await list({ relatesToIds: [entry.id] }) : [],
  }
}

/** Links to the older and the newer version, by their dates; `at` is where documents of this space are. */
export const VersionLinks = (props: { ask: Ask; at: string; versions: Versions }): VNode | null => {
  const { ask, at, versions } = props
  const words = ask.text.record.document
  const links = [
    ...versions.newer.map((entry) => ({ entry, says: words.newer })),
    ...versions.older.map((entry) => ({ entry, says: words.older })),
  ]
  if (links.length === 0) return null
  return (
    <nav class="no-print" aria-label={words.versions}>
      <ul class="plain-list">
        {links.map(({ entry, says }) => (
          <li key={entry.id}>
            <a href={`${at}/${entry.id}`}>{says(ask.words.date(entry.createdAt))}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

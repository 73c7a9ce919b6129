import type { Opened } from '../../access/door-opened.ts'
import type { Door } from '../../access/door.ts'
import { pausedSince } from '../../access/policy.ts'
import type { DocumentEntry } from '../../reference/document-entry.ts'
import { historyLine, type NamedDocument } from './history-line.ts'
import type { History, HistoryPage, HistoryQuery } from './types.ts'

/** A page of history holds at most 100 lines (rules ACC-26). */
const maximumLines = 100

type Entry = Awaited<ReturnType<Opened['readEntries']>>[number]

const isAsked = ({ act, body: { actor } }: Entry, { who, by }: HistoryQuery, reader: string): boolean => {
  if (who === 'others' && (actor.kind === 'holder' || actor.id === reader || act === 'extract-text')) return false
  return (
    by === undefined || by(actor.id) || ('facility' in actor && actor.facility !== undefined && by(actor.facility.id))
  )
}

interface AboutDocument {
  documentId?: string
}

type Titled = Pick<DocumentEntry, 'id' | 'blobId' | 'title' | 'language'>

const nameOf = ({ title, language }: Titled): NamedDocument => ({
  ...(title ? { documentTitle: title } : {}),
  ...(title && language ? { documentLanguage: language } : {}),
})

/** Titles by document id and binary id: a line of history names either. */
export const namesOf = (entries: readonly Titled[]): Map<string, NamedDocument> =>
  new Map(
    entries.flatMap((entry) => [
      [entry.id, nameOf(entry)] as const,
      [entry.blobId, { ...nameOf(entry), contentOf: entry.id }] as const,
    ]),
  )

/** Titles of the documents that the lines are about, where the reader may see them. */
export const titlesOf = async (
  opened: Opened,
  entries: readonly AboutDocument[],
): Promise<Map<string, NamedDocument>> => {
  const ids = [...new Set(entries.flatMap(({ documentId }) => documentId ?? []))]
  if (ids.length === 0) return new Map()
  return namesOf(await readableOf(opened, ids))
}

/** The documents of these ids, or with this content, that the reader may see. */
export const readableOf = async (opened: Opened, ids: readonly string[]): Promise<DocumentEntry[]> => {
  const found = await opened.vault.listDocuments(
    { prefilter: opened.prefilter, objectIds: [...ids] },
    { sort: 'created_at', descending: true, limit: ids.length },
  )
  return found.filter(({ facts }) => opened.judge(facts).effect === 'permit').map((document) => document.open())
}

/** Reads who did what on a space, newest first: looks, deposits, changes and refusals. The reading is an entry too. */
export const createReadHistory =
  (door: Door, lateSince: () => Date): History['readHistory'] =>
  async (visitor, spaceId, query) => {
    const wanted = Math.min(query.count ?? maximumLines, maximumLines)
    const visit = { ...visitor, space: { spaceId }, act: 'read-journal' } as const
    const { value } = await door.open(visit, async (opened): Promise<HistoryPage> => {
      const entries: Entry[] = []
      let before = query.before
      // The holder's own looks are many: pages of the chain are read until enough lines by others are found.
      for (let full = true; full && entries.length <= wanted;) {
        const batch = await opened.readEntries({
          ...(before ? { before } : {}),
          ...query.span,
          limit: maximumLines * 2,
        })
        full = batch.length === maximumLines * 2
        before = batch.at(-1)?.place
        entries.push(...batch.filter((entry) => isAsked(entry, query, visitor.actor.id)))
      }
      const shown = entries.slice(0, wanted)
      const titles = await titlesOf(opened, shown)
      const next = entries.length > wanted ? shown.at(-1)?.place : undefined
      const since = pausedSince(opened.standing.policy)
      const gaps = query.before === undefined ? await opened.readGaps(lateSince()) : []
      const lines = shown.map((entry) => historyLine(entry, titles))
      const page = { lines, ...(gaps.length > 0 && { gaps }), ...(since && { pausedSince: since }) }
      if (next !== undefined) return { ...page, next }
      if (query.by !== undefined || query.span !== undefined) return page
      if (visitor.actor.kind === 'representative') return { ...page, hasOlder: false }
      return { ...page, hasOlder: (await opened.vault.readOlderHistory(1)).length > 0 }
    })
    return value
  }

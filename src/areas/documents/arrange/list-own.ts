import type { Opened } from '../../../access/door-opened.ts'
import type { Door } from '../../../access/door.ts'
import { countOf, cursorOf, orderOf, pageOf } from '../document-page.ts'
import { clearFilter, scanLimit, type ListLook } from '../list-documents.ts'
import type { DocumentPage, DocumentQuery } from '../types.ts'
import { byWords, inOrder, requireFolder } from './rules.ts'
import type { Arrangement, DocumentArranging, OwnQuery, OwnSort } from './types.ts'

const isByWords = (sort: OwnSort | undefined): sort is 'title' | 'author' => sort === 'title' || sort === 'author'

/** What is read is sealed: to order by it the whole list is opened. The cursor still is a place by date, so that no address tells a word. */
const listByWords = async (opened: Opened, query: DocumentQuery, sort: 'title' | 'author'): Promise<DocumentPage> => {
  const found = await opened.vault.listDocuments(clearFilter(opened, query), { ...orderOf(), limit: scanLimit })
  const readable = found
    .filter(({ facts }) => opened.judge(facts).effect === 'permit')
    .map(({ sortKey, open }) => ({ sortKey, entry: open() }))
  const ordered = byWords(readable, sort)
  const { after } = cursorOf(query.after)
  const from = ordered.findIndex(({ sortKey }) => sortKey === after) + 1
  return pageOf(ordered.slice(from), countOf(query.count), ordered.length)
}

const inFolder = ({ places, folders }: Arrangement, folderId: string): string[] => {
  const { id } = requireFolder(folders, folderId)
  return Object.keys(places).filter((documentId) => places[documentId] === id)
}

/** Pinned documents in the order in which they were pinned; one that is not there any more is left out. */
const listPinned = async (opened: Opened, { pins }: Arrangement) => {
  const found = await opened.vault.listDocuments(
    { prefilter: opened.prefilter, ids: [...pins], status: ['current'] },
    { ...orderOf(), limit: pins.length },
  )
  const open = found.filter(({ facts }) => opened.judge(facts).effect === 'permit').map((document) => document.open())
  return pins.flatMap((id) => open.find((entry) => entry.id === id) ?? [])
}

const isNarrowed = ({ typeCodes, created, folderId, after }: OwnQuery): boolean =>
  [typeCodes, created, folderId, after].some((part) => part !== undefined)

/** The holder's own list: folders, what is pinned, and every order that they can read by; one journal entry. */
export const createListOwn =
  ({ door, look }: { door: Door; look: ListLook }): DocumentArranging['listOwn'] =>
  async (holder, { sort, folderId, ...query }) => {
    const visit = { ...holder, space: { spaceId: holder.actor.id }, act: 'list-documents' } as const
    const { value } = await door.open(visit, async (opened) => {
      const arrangement = await opened.vault.findArrangement()
      const asked = { ...query, ...(folderId === undefined ? {} : { ids: inFolder(arrangement, folderId) }) }
      const page = isByWords(sort)
        ? await listByWords(opened, asked, sort)
        : await look(opened, { ...asked, ...(sort === undefined ? {} : { sort }) })
      const isWhole = !isNarrowed({ ...query, ...(folderId === undefined ? {} : { folderId }) })
      const pinned = isWhole && arrangement.pins.length > 0 ? await listPinned(opened, arrangement) : []
      const { folders, shortcuts = [] } = arrangement
      return { ...page, pinned, folders: inOrder(folders), shortcuts }
    })
    return value
  }

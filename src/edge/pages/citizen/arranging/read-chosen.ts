import { mostHidden } from '../../../../areas/documents/index.ts'
import type { DocumentEntry } from '../../../../reference/document-entry.ts'
import type { SpaceAsk } from '../../ask.ts'

/** The documents that were ticked on a list. */
export interface Chosen {
  ids: string[]
  entries: readonly DocumentEntry[]
  /** how many of them are not there (any more) */
  gone: number
}

/** Reads what was chosen, as it stands now. */
export const readChosen = async (ask: SpaceAsk): Promise<Chosen> => {
  const ids = [...new Set(ask.query.getAll('id'))].slice(0, mostHidden)
  if (ids.length === 0) return { ids, entries: [], gone: 0 }
  const { entries } = await ask.parts.documents.listDocuments(
    ask.visitor,
    { spaceId: ask.spaceId },
    { ids, count: mostHidden },
  )
  return { ids, entries, gone: ids.length - entries.length }
}

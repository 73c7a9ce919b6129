import type { Door } from '../../access/door.ts'
import { titlesOf } from './read-history.ts'
import type { History, OlderLine } from './types.ts'

/** As many lines as are shown at the foot of the history. */
const maximumLines = 500

/** Reads what is kept of accesses before the space's own journal. The reading is an entry, as every other. */
export const createReadOlderHistory =
  (door: Door): History['readOlderHistory'] =>
  async (visitor, spaceId) => {
    const visit = { ...visitor, space: { spaceId }, act: 'read-journal' } as const
    const { value } = await door.open(visit, async (opened): Promise<OlderLine[]> => {
      const kept = await opened.vault.readOlderHistory(maximumLines)
      const lines = kept.flatMap(({ origin, accesses }) => accesses.map((access) => ({ ...access, origin })))
      const newest = lines.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at)).slice(0, maximumLines)
      const titles = await titlesOf(opened, newest)
      return newest.map((line) => ({ ...line, ...(line.documentId ? titles.get(line.documentId) : undefined) }))
    })
    return value
  }

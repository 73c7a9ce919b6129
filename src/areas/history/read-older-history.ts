import type { Opened } from '../../access/door-opened.ts'
import type { Door } from '../../access/door.ts'
import type { NamedDocument } from './history-line.ts'
import { titlesOf } from './read-history.ts'
import type { History, OlderLine, OlderLines } from './types.ts'

/** As many lines as are shown at the foot of the history. */
const maximumLines = 500

const rowsPerPage = 200

type Kept = Awaited<ReturnType<Opened['vault']['readOlderHistory']>>

const linesOf = (kept: Kept): OlderLine[] =>
  kept
    .flatMap(({ origin, accesses }) => accesses.map((access) => ({ ...access, origin })))
    .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))

const named = (line: OlderLine, titles: ReadonlyMap<string, NamedDocument>): OlderLine => ({
  ...line,
  ...(line.documentId ? titles.get(line.documentId) : undefined),
})

/** Everything that is kept of accesses before the space's own journal, newest first; for the holder's copy. */
export const readAllOlder = async (
  { vault }: Pick<Opened, 'vault'>,
  titles: ReadonlyMap<string, NamedDocument>,
): Promise<OlderLine[]> => {
  const kept: Kept = []
  for (let full = true; full;) {
    const after = kept.at(-1)?.id
    const page = await vault.pageOlderHistory({ ...(after === undefined ? {} : { after }), limit: rowsPerPage })
    full = page.length === rowsPerPage
    kept.push(...page)
  }
  return linesOf(kept).map((line) => named(line, titles))
}

// What is kept of another time does not say whose eyes it is for, a minor's secrets are among it: it is the holder's alone.
const nothing: OlderLines = { lines: [], more: false }

/** Reads what is kept of accesses before the space's own journal. The reading is an entry, as every other. */
export const createReadOlderHistory =
  (door: Door): History['readOlderHistory'] =>
  async (visitor, spaceId) => {
    if (visitor.actor.kind === 'representative') return nothing
    const visit = { ...visitor, space: { spaceId }, act: 'read-journal' } as const
    const { value } = await door.open(visit, async (opened): Promise<OlderLines> => {
      if (visitor.actor.kind !== 'holder') return nothing
      // Every row holds at least one line and none that is newer than the row: the newest lines are in the newest rows.
      const kept = await opened.vault.readOlderHistory(maximumLines + 1)
      const all = linesOf(kept)
      const newest = all.slice(0, maximumLines)
      const titles = await titlesOf(opened, newest)
      return { lines: newest.map((line) => named(line, titles)), more: all.length > maximumLines }
    })
    return value
  }

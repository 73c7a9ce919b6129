import { isLater } from '../../../platform/calendar.ts'
import { Problem } from '../../../platform/problem.ts'

/** What one person wishes: since when (ISO) of each kind, and what they saw all the same. */
interface Wish {
  kinds: Readonly<Record<string, string>>
  seen: readonly string[]
}

/** What was wished about a space, by person, as it is kept; and the documents that were talked about. */
export interface Wishes {
  wishes: Readonly<Record<string, Wish>>
  talked: readonly string[]
}

const replacing = (before: Wishes, personId: string, wish: Wish): Wishes => ({
  ...before,
  wishes: { ...before.wishes, [personId]: wish },
})

/** The wishes once a person chose these kinds at an instant. Of none nothing is left; of a new kind only what comes after waits. */
export const wished = (
  before: Wishes,
  personId: string,
  chosen: { kinds: readonly string[]; offered: readonly string[]; at: string },
): Wishes => {
  const { kinds, offered, at } = chosen
  if (kinds.some((kind) => !offered.includes(kind)))
    throw new Problem('incorrect', 'talk-first-kind-unknown', { details: { field: 'kind' } })
  const { [personId]: own, ...others } = before.wishes
  if (kinds.length === 0) return { ...before, wishes: others }
  const since = Object.fromEntries(kinds.map((kind) => [kind, own?.kinds[kind] ?? at]))
  return replacing(before, personId, { kinds: since, seen: own?.seen ?? [] })
}

/** The wishes once a person saw a document all the same; unchanged for whoever wished nothing. */
export const seenBy = (before: Wishes, personId: string, documentId: string): Wishes => {
  const own = before.wishes[personId]
  if (own === undefined || own.seen.includes(documentId)) return before
  return replacing(before, personId, { ...own, seen: [...own.seen, documentId] })
}

/** The wishes once a document was talked about; unchanged where nobody wished anything, so that nothing of it is kept. */
export const talkedAbout = (before: Wishes, documentId: string): Wishes =>
  Object.keys(before.wishes).length === 0 || before.talked.includes(documentId)
    ? before
    : { ...before, talked: [...before.talked, documentId] }

const joinedWish = (mine: Wish, theirs: Wish): Wish => ({
  // the earlier one of two: whatever waited goes on waiting
  kinds: Object.fromEntries(
    [...Object.entries(theirs.kinds), ...Object.entries(mine.kinds)].map(([kind, at]) => {
      const other = theirs.kinds[kind] ?? at
      return [kind, isLater(at, other) ? other : at]
    }),
  ),
  seen: [...new Set([...mine.seen, ...theirs.seen])],
})

/** The wishes about a space once another became part of it: its holder is one person, under the id of the space that stays. */
export const joined = (mine: Wishes, theirs: Wishes, spaces: { from: string; to: string }): Wishes => {
  const wishes = { ...mine.wishes }
  for (const [personId, wish] of Object.entries(theirs.wishes)) {
    const id = personId === spaces.from ? spaces.to : personId
    wishes[id] = joinedWish(wishes[id] ?? { kinds: {}, seen: [] }, wish)
  }
  return { wishes, talked: [...new Set([...mine.talked, ...theirs.talked])] }
}

import type { Opened } from '../../access/door-opened.ts'
import type { OpenedEntry } from '../../journal/read.ts'
import type { Act, Actor } from '../../access/types.ts'
import { beginningOf } from './beginning.ts'
import { foldEntries, tellingActs, type PastWorld } from './rules.ts'

const atOnce = 500

/** Every entry that says what stood about the space, oldest first, those of `alsoActs` with them. */
export const readTelling = async (opened: Opened, alsoActs: readonly Act[] = []): Promise<OpenedEntry[]> => {
  const acts = [...tellingActs, ...alsoActs]
  const entries: OpenedEntry[] = []
  let before: string | undefined
  for (let full = true; full;) {
    const page = await opened.readEntries({ ...(before === undefined ? {} : { before }), limit: atOnce, acts })
    full = page.length === atOnce
    before = page.at(-1)?.place
    entries.push(...page)
  }
  return entries.toReversed()
}

/** Judges in somebody's place, at a moment that is past, on what stood then. */
export const judgeAt = (opened: Opened, at: { actor: Actor; moment: Date; world: PastWorld }) =>
  opened.judgeInPlaceOf({
    actor: at.actor,
    past: { now: at.moment, policy: at.world.policy, state: at.world.state },
  })

/** Since when this reader's journal is kept (ISO), where older lines went with their time; nothing where the first one is there. */
export const readKeptFrom = async (opened: Opened): Promise<string | undefined> => {
  if ((await opened.readEntry('1')) !== undefined) return undefined
  const [oldest] = await opened.readEntries({ ascending: true, limit: 1 })
  return oldest && new Date(oldest.at).toISOString()
}

/** What stood at each moment; `isKept`: the journal's first lines are there. */
export const worldsAt = (
  { standing }: Opened,
  { telling, isKept }: { telling: readonly OpenedEntry[]; isKept: boolean },
  moments: readonly Date[],
): { moment: Date; world: PastWorld }[] => {
  const beginning = isKept ? {} : { beginning: beginningOf(telling, standing) }
  const { policy } = standing
  return moments.map((moment) => ({ moment, world: foldEntries(telling, { standing: policy, moment, ...beginning }) }))
}

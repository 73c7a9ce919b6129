import type { SpaceState } from '../../access/decision.ts'
import { lifeRuleOf } from '../../access/life.ts'
import { everybody, type PolicyRows } from '../../access/policy.ts'
import type { Beginning, WrittenEntry } from './rules.ts'

const stateBefore = (kept: readonly WrittenEntry[], now: SpaceState): SpaceState => {
  const [first] = kept.flatMap(({ act }) => lifeRuleOf(act) ?? [])
  if (first === undefined) return now
  const [only, ...others] = first.from
  return only !== undefined && others.length === 0 ? only : 'open'
}

/** Whom a kept line lets in again, and none shut out: they were shut out before. */
const blocksBefore = (kept: readonly WrittenEntry[]): PolicyRows['blocks'] => {
  const first = new Map<string, PolicyRows['blocks']>()
  for (const { act, at, body } of kept) {
    const party = act === 'pause-space' || act === 'unpause-space' ? everybody : body.partyId
    if (party === undefined || first.has(party)) continue
    if (act === 'unblock-professional' || act === 'unpause-space') first.set(party, [[party, at]])
    if (act === 'block-professional' || act === 'pause-space') first.set(party, [])
  }
  return [...first.values()].flat()
}

/**
 * What stood where the kept lines begin, when older ones went with their time: what no kept line changes is as it is now, what one ends
 * had begun. What was permitted before and ended since is nowhere any more: pages say so.
 */
export const beginningOf = (
  entries: readonly WrittenEntry[],
  now: { state: SpaceState; policy: PolicyRows },
): Beginning => {
  const kept = entries.filter(({ effect }) => effect === 'permit')
  const isSaid = kept.some(({ act }) => act === 'set-emergency-rule')
  return {
    state: stateBefore(kept, now.state),
    emergencyRule: isSaid ? [] : (now.policy.emergencyRule ?? []),
    blocks: blocksBefore(kept),
  }
}

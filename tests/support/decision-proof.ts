import assert from 'node:assert/strict'
import type { DecisionInput } from '../../src/access/decision.ts'
import { domains, inputOf, worldCount, worldsOf, type FactName } from './decision-space.ts'
import { walkWorlds, type Ask, type Word } from './decision-walk.ts'

/** Facts that are other than they are: another value, or one made of it. */
export type Changes = { readonly [N in FactName]?: Word | ((word: Word) => Word) }

/** A world as `decide` takes it, as it is or changed; no fact of it is looked at before somebody asks. */
export type World = (changes?: Changes) => DecisionInput

const altered =
  (ask: Ask, changes: Readonly<Record<string, Changes[FactName]>>): Ask =>
  (name) => {
    const change = changes[name]
    if (change === undefined) return ask(name)
    return typeof change === 'function' ? change(ask(name)) : change
  }

/** Fails with the first worlds where a property of decisions does not hold; looks at every one of them. */
export const holdsEverywhere = (property: (world: World) => boolean): void => {
  let worlds = 0
  walkWorlds(
    domains,
    (ask) => property((changes = {}) => inputOf(altered(ask, changes))),
    (holds, asked) => {
      worlds += worldsOf(asked)
      assert.ok(holds, JSON.stringify(Object.fromEntries(asked)))
    },
  )
  assert.equal(worlds, worldCount)
}

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isForbiddenTogether } from '../rules.ts'
import { hiddenBesides } from './come-in-hidden.ts'

const visibility = fc.record({ hidden: fc.boolean(), withheld: fc.boolean(), hiddenFromRepresentatives: fc.boolean() })
const rules = fc.record({
  hiddenWithWithheld: fc.boolean(),
  hiddenWithHiddenFromRepresentatives: fc.boolean(),
  withheldWithHiddenFromRepresentatives: fc.boolean(),
})

test('the choice for new documents closes, never opens, and makes nothing that may not stand together', () => {
  fc.assert(
    fc.property(rules, visibility, (law, said) => {
      const after = hiddenBesides(law, said)
      assert.equal(after.withheld, said.withheld)
      assert.equal(after.hiddenFromRepresentatives, said.hiddenFromRepresentatives)
      assert.ok(after.hidden || !said.hidden)
      assert.ok(!isForbiddenTogether(law, after) || isForbiddenTogether(law, said))
      assert.ok(after.hidden || isForbiddenTogether(law, { ...said, hidden: true }))
    }),
  )
})

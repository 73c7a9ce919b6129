import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mayDo, staffDeeds } from './staff-deeds.ts'

test('only operators send, and a deed nobody named is nobody’s', () => {
  assert.equal(mayDo(['operator'], 'campaign-send', staffDeeds), true)
  assert.equal(mayDo(['reviewer', 'counter-agent', 'phone-agent'], 'campaign-send', staffDeeds), false)
  assert.equal(mayDo(['operator', 'reviewer'], 'campaign-explode', staffDeeds), false)
})

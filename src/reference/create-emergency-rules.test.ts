import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createEmergencyRules } from './create-emergency-rules.ts'

const rules = createEmergencyRules()
const samu = { id: '1990000069' }

test('four reasons, in both languages; a code that no version has is its own word', () => {
  const codes = rules.reasonsAt('2026-12-01').map(({ code }) => code)
  assert.deepEqual(codes, ['unconscious', 'cannot-speak', 'confused', 'other'])
  for (const code of codes) assert.notEqual(rules.reasonLabel(code, 'fr'), rules.reasonLabel(code, 'en'))
  assert.equal(rules.reasonLabel('of-old', 'fr'), 'of-old')
})

test('only a doctor, and only at a centre 15, regulates calls', () => {
  assert.equal(rules.dispatches({ profession: '10', facility: samu }, '2026-12-01'), true)
  assert.equal(rules.dispatches({ profession: '60', facility: samu }, '2026-12-01'), false)
  assert.equal(rules.dispatches({ profession: '10', facility: { id: '1990000028' } }, '2026-12-01'), false)
  assert.equal(rules.dispatches({ profession: '10' }, '2026-12-01'), false)
})

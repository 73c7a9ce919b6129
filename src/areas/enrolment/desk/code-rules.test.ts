import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findCodeHints, isForTheQueue, type CodeFacts } from './code-rules.ts'
import { deskParameters } from './parameters.ts'
import type { CodeHint, IssuedBefore } from './code-types.ts'

const quiet: CodeFacts = {
  now: '2026-11-22T10:00:00.000Z',
  issued: [],
  contactChangedAt: undefined,
  isContactShared: false,
  tries: 0,
  areRequestsSpent: false,
}

const codes = (origin: string, ...days: string[]): IssuedBefore[] =>
  days.map((day) => ({ at: `2026-11-${day}T10:00:00.001Z`, origin, channel: 'mail' }))

const cases: readonly [what: string, facts: Partial<CodeFacts>, hints: CodeHint[]][] = [
  ['nothing', {}, []],
  ['two codes in a week', { issued: codes('request', '16', '20') }, []],
  ['three codes in a week', { issued: codes('phone', '15', '16', '20') }, ['many-codes']],
  ['three codes, one a week and a day ago', { issued: codes('request', '14', '16', '20') }, []],
  ['three letters, one of a campaign', { issued: [...codes('notice', '16'), ...codes('letters', '20', '21')] }, []],
  ['a contact of 29 days ago', { contactChangedAt: '2026-10-24T10:00:00.000Z' }, ['contact-changed']],
  ['a contact of 30 days ago', { contactChangedAt: '2026-10-23T10:00:00.000Z' }, []],
  ['four tries', { tries: 4 }, []],
  ['five tries', { tries: 5 }, ['many-tries']],
  ['requests at their limit', { areRequestsSpent: true }, ['requests-at-limit']],
  ['a shared contact', { isContactShared: true }, ['contact-shared']],
]
for (const [what, facts, hints] of cases)
  test(`hints of fraud: ${what}`, () => {
    assert.deepEqual(findCodeHints({ ...quiet, ...facts }, deskParameters.codes), hints)
  })

test('many codes or a changed contact make a case; a shared contact is one already', () => {
  assert.equal(isForTheQueue(['contact-shared', 'many-tries']), false)
  assert.equal(isForTheQueue(['many-codes']), true)
  assert.equal(isForTheQueue(['contact-changed']), true)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeError } from './log.ts'
import { Problem } from './problem.ts'

const canary = 'PAT-TROIS 279035121518989'

test('of an error its class and where it was thrown are told, never what it says', () => {
  const told = describeError(new TypeError(`cannot read ${canary}`))
  assert.equal(told.error, 'TypeError')
  assert.match(told.stack ?? '', /at .*log\.test/)
  assert.doesNotMatch(JSON.stringify(told), new RegExp(canary))
})

test('a message of several lines stays out as well', () => {
  const told = describeError(new Error(`first line\n${canary}\n    at ${canary}\n${canary}`))
  assert.match(told.stack ?? '', /at .*log\.test/)
  assert.doesNotMatch(JSON.stringify(told), new RegExp(canary))
})

test('details and cause of a Problem stay out', () => {
  const problem = new Problem('fault', 'unexpected-fault', { details: { field: canary }, cause: new Error(canary) })
  assert.doesNotMatch(JSON.stringify(describeError(problem)), new RegExp(canary))
})

for (const thrown of [canary, { canary }, undefined, null, 42]) {
  test(`of what is no error only its type: ${typeof thrown}`, () => {
    assert.deepEqual(describeError(thrown), { error: typeof thrown })
  })
}

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isFreshlyProven, proveAgainAddress } from './require-fresh-proof.ts'

const now = new Date('2026-11-21T08:05:00.000Z')

const cases: [string, boolean][] = [
  ['2026-11-21T08:05:00.000Z', true],
  ['2026-11-21T08:00:00.000Z', true],
  ['2026-11-21T07:59:59.999Z', false],
  ['2026-11-20T08:05:00.000Z', false],
  ['1970-01-01T00:00:00.000Z', false],
  ['not an instant', false],
]

for (const [provenAt, expected] of cases) {
  test(`at ${now.toISOString()}, a proof of ${provenAt} is ${expected ? 'fresh' : 'too old'}`, () => {
    assert.equal(isFreshlyProven({ provenAt }, now), expected)
  })
}

test('proving again comes back to where it was asked', () => {
  assert.equal(proveAgainAddress('/my/close'), '/sign-in?again=1&return_to=%2Fmy%2Fclose')
})

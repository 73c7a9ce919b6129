import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mayActFor } from './rules.ts'

const child = { minorUntil: '2030-01-01', protected: false }
const grown = { minorUntil: '2020-01-01', protected: false }
const shielded = { minorUntil: null, protected: true }

for (const [kind, state, person, may] of [
  ['parent', 'presumed', child, true],
  ['parent', 'certified', child, true],
  ['parent', 'set-aside', child, false],
  ['parent', 'certified', grown, false],
  ['parent', 'presumed', shielded, false],
  ['guardian', 'presumed', child, true],
  ['guardian', 'presumed', shielded, true],
  ['guardian', 'presumed', grown, false],
  ['guardian', 'set-aside', shielded, false],
  ['curator', 'certified', shielded, false],
  ['curator', 'presumed', child, false],
] as const)
  test(`a ${kind} (${state}) of ${JSON.stringify(person)}: ${may ? 'acts' : 'does not act'}`, () =>
    assert.equal(mayActFor({ kind, state }, person, '2026-11-22'), may))

test('parental authority ends on the day of majority', () => {
  const one = { minorUntil: '2026-11-22', protected: false }
  const parent = { kind: 'parent', state: 'presumed' } as const
  assert.deepEqual(
    ['2026-11-21', '2026-11-22'].map((day) => mayActFor(parent, one, day)),
    [true, false],
  )
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mayActFor, mayEnterAsMinor } from './rules.ts'

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

test('a minor comes in beside a parent who opened, from the age that the law sets, and no law sets one today', () => {
  const teenager = { state: 'open', activatedAt: '2026-01-01T00:00:00.000Z', minorUntil: '2029-05-23' } as const
  const traits = { birthDate: '2011-05-23' }
  const may = (change: Partial<Parameters<typeof mayEnterAsMinor>[0]>, law: { years: number; today: string }) =>
    mayEnterAsMinor({ ...teenager, ...change }, traits, law)
  assert.equal(may({}, { years: 15, today: '2026-05-23' }), true)
  assert.equal(may({}, { years: 15, today: '2026-05-22' }), false)
  assert.equal(may({}, { years: 18, today: '2029-05-22' }), false)
  for (const change of [{ state: 'suspended' }, { activatedAt: null }, { minorUntil: null }] as const)
    assert.equal(may(change, { years: 15, today: '2027-01-01' }), false)
  assert.equal(mayEnterAsMinor(teenager, { birthDate: '' }, { years: 15, today: '2027-01-01' }), false)
})

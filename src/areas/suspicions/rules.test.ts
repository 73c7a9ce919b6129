import assert from 'node:assert/strict'
import { test } from 'node:test'
import { caseNumber, findUnusual, type HourlyCount } from './rules.ts'
import { suspicionsFile } from './suspicions-file.ts'

const { rules } = suspicionsFile

const count = (change: Partial<HourlyCount>): HourlyCount => ({
  partyId: 'p',
  kind: 'refusals',
  period: '2026-11-22T09',
  isFacility: false,
  n: 0,
  ...change,
})

for (const { kind, professional, facility } of rules)
  test(`${kind}: from ${professional} in an hour on for a professional, ${facility} for a facility, and never before`, () => {
    const found = findUnusual(
      [
        ...[professional - 1, professional].map((n) => count({ kind, n })),
        ...[facility - 1, facility].map((n) => count({ kind, n, isFacility: true })),
      ],
      rules,
    )
    assert.deepEqual(
      found.map(({ n }) => n),
      [professional, facility],
    )
  })

test('what no rule names is never unusual', () => {
  assert.deepEqual(findUnusual([count({ kind: 'new-persons', n: 1_000_000 })], rules), [])
})

test('the number of a case is short, and its own', () => {
  assert.equal(caseNumber('3f9a2c07-d1b4-4c5e-8a6f-001122334455'), '3F9A2-C07D1')
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { monthsBefore } from './calendar.ts'

const cases: [now: string, months: number, expected: string][] = [
  ['2026-11-21T10:00:00.000Z', 1, '2026-10-21T10:00:00.000Z'],
  ['2026-03-31T12:00:00.000Z', 1, '2026-02-28T23:59:59.999Z'],
  ['2028-03-30T12:00:00.000Z', 1, '2028-02-29T23:59:59.999Z'],
  ['2026-03-28T12:00:00.000Z', 1, '2026-02-28T12:00:00.000Z'],
  ['2026-01-31T00:00:00.000Z', 1, '2025-12-31T00:00:00.000Z'],
  ['2026-02-28T00:00:00.000Z', 12, '2025-02-28T00:00:00.000Z'],
]

for (const [now, months, expected] of cases) {
  test(`${months} months before ${now}`, () => {
    assert.equal(monthsBefore(new Date(now), months).toISOString(), expected)
  })
}

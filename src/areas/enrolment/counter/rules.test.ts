import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { idleEnd, mandateAt } from './rules.ts'
import type { MandateRow } from './mandate-row.ts'

const row = (changes: Partial<MandateRow> = {}): MandateRow => ({
  id: 'm',
  personId: 'p',
  staffId: 's',
  place: 'Mende',
  givenBy: 'self',
  representativeId: null,
  identityDocument: 'passport',
  begunAt: '2026-11-21T22:00:00.000Z',
  endsAt: '2026-11-21T23:00:00.000Z',
  usedAt: '2026-11-21T22:00:00.000Z',
  signedAt: '2026-11-21T22:01:00.000Z',
  signedHow: 'paper',
  endedAt: null,
  endedHow: null,
  ...changes,
})

for (const [name, changes, now, state, how] of [
  ['live just before twenty minutes', {}, '2026-11-21T22:19:59.999Z', 'live', undefined],
  ['over at twenty minutes to the millisecond', {}, '2026-11-21T22:20:00.000Z', 'ended', 'idle'],
  ['unsigned', { signedAt: null, signedHow: null }, '2026-11-21T22:05:00.000Z', 'unsigned', undefined],
  ['over unsigned', { signedAt: null, signedHow: null }, '2026-11-21T22:20:00.000Z', 'ended', 'idle'],
  [
    'midnight before twenty minutes',
    { usedAt: '2026-11-21T22:50:00.000Z' },
    '2026-11-21T23:00:00.000Z',
    'ended',
    'day',
  ],
  ['just before midnight', { usedAt: '2026-11-21T22:50:00.000Z' }, '2026-11-21T22:59:59.999Z', 'live', undefined],
  [
    'ended by the agent',
    { endedAt: '2026-11-21T22:02:00.000Z', endedHow: 'agent' },
    '2026-11-21T22:03:00.000Z',
    'ended',
    'agent',
  ],
] as const) {
  test(`a mandate: ${name}`, () => {
    const standing = mandateAt(row(changes), now)
    assert.equal(standing.state, state)
    assert.equal(standing.endedHow, how)
  })
}

test('no mandate outlives its day or twenty minutes, whenever it was used', () => {
  const minute = 60_000
  const begun = Date.parse('2026-11-21T08:00:00.000Z')
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 2000 }), (used, later) => {
      const one = row({
        usedAt: new Date(begun + used * minute).toISOString(),
        endsAt: new Date(begun + 15 * 60 * minute).toISOString(),
      })
      const now = new Date(begun + (used + later) * minute).toISOString()
      const isOver = mandateAt(one, now).state === 'ended'
      assert.equal(isOver, now >= one.endsAt || now >= idleEnd(one))
      assert.equal(later >= 20 ? isOver : true, true)
    }),
  )
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { freshExample } from '../../../../scenarios/conformance/support/own-deposits.ts'
import { findTooYoung } from './rules.ts'

const now = '2026-11-22T09:00:00.000Z'
const { metadata, bytes } = freshExample('discharge-letter.xml')

const isTooYoung = (createdAt: string, days = 30): boolean => {
  const document = { metadata, content: { bytes }, field: 'document' }
  const inspected = { metadata: { ...metadata, createdAt }, warnings: [], results: [] }
  return findTooYoung([{ id: 'one', document, inspected }], { now, days }) !== undefined
}

const cases: [string, boolean][] = [
  ['2026-11-21T09:00:00Z', true],
  ['2026-10-23T09:00:00Z', false],
  ['2026-10-23T09:00:01Z', true],
  ['2026-10-22', false],
  ['2026-10-23', true],
  ['2026-09', false],
  ['2026-10', true],
  ['2025', false],
  ['2026', true],
  ['2099-01-01', true],
  ['some day', true],
]

for (const [createdAt, expected] of cases)
  test(`made ${createdAt}: ${expected ? 'too young' : 'old enough'}`, () =>
    assert.equal(isTooYoung(createdAt), expected))

test('a date cut to its day, month or year never passes for older than the instant itself', () => {
  const instants = fc.date({ min: new Date('1950-01-01'), max: new Date(now), noInvalidDate: true })
  fc.assert(
    fc.property(instants, fc.constantFrom(4, 7, 10), fc.integer({ min: 0, max: 4000 }), (instant, length, days) => {
      const written = instant.toISOString()
      if (isTooYoung(written, days)) assert.ok(isTooYoung(written.slice(0, length), days))
    }),
  )
})

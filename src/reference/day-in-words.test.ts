import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayInWords, isDay } from './day-in-words.ts'

for (const [day, fr, en] of [
  ['2027-01-06', '6 janvier 2027', '6 January 2027'],
  ['2027-05-01', '1er mai 2027', '1 May 2027'],
  ['2028-02-29', '29 février 2028', '29 February 2028'],
  ['2026-08-31', '31 août 2026', '31 August 2026'],
  ['2026-12-11', '11 décembre 2026', '11 December 2026'],
] as const) {
  test(`${day} in words`, () => assert.deepEqual([dayInWords(day, 'fr'), dayInWords(day, 'en')], [fr, en]))
}

test('what is no day is not put in words', () => {
  for (const text of ['2027-02-29', '2026-13-01', '2026-1-1', '', '2026-01-01T10:00:00Z']) {
    assert.equal(isDay(text), false, text)
  }
  assert.throws(() => dayInWords('2027-02-29', 'fr'), RangeError)
  assert.equal(isDay('2028-02-29'), true)
})

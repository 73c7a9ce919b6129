import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findDay, isDateMissing, typedDate } from './typed-date.ts'

const today = '2026-11-21'
const typed = (day: string, month = '', year = '') =>
  typedDate(new URLSearchParams({ 'birth-day': day, 'birth-month': month, 'birth-year': year }))

test('a date in three fields, or whole in the first', () => {
  const all = [
    ['4', '3', '1979'],
    ['04', '03', '1979'],
    ['04/03/1979'],
    ['4.3.1979'],
    ['04-03-1979'],
    ['4 3 1979'],
    ['04031979'],
  ] as const
  for (const [day, month, year] of all) assert.equal(findDay(typed(day, month, year), today), '1979-03-04', day)
  assert.equal(findDay(typed('29', '2', '2024'), today), '2024-02-29')
})

test('what is no date, or not yet one', () => {
  const all = [
    ['31', '2', '1979'],
    ['29', '2', '2023'],
    ['0', '3', '1979'],
    ['4', '13', '1979'],
    ['4', '3', '79'],
    ['4', '3', ''],
    ['x', '3', '1979'],
    ['22', '11', '2026'],
    ['04/03/79', '', ''],
  ] as const
  for (const [day, month, year] of all) assert.equal(findDay(typed(day, month, year), today), undefined, day)
  assert.ok(isDateMissing(typed('')))
  assert.ok(!isDateMissing(typed('', '3')))
})

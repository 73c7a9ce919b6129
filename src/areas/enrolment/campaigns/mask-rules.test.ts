import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { maskTable, type Shown } from './mask-rules.ts'

const sums = [[0, 1, 2]]
const withTotals = (rows: readonly (readonly [number, number])[]): number[][] => {
  const lines = rows.map(([one, other]) => [one + other, one, other])
  return [...lines, [0, 1, 2].map((column) => lines.reduce((sum, line) => sum + (line[column] ?? 0), 0))]
}

const count = fc.oneof(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 0, max: 500 }))
const tables = fc.array(fc.tuple(count, count), { minLength: 1, maxLength: 6 }).map(withTotals)

const sumsOf = (table: readonly (readonly Shown[])[]): Shown[][] => [
  ...table.map((row) => [...row]),
  ...[0, 1, 2].map((column) => table.map((row) => row[column] ?? null)),
]

test('no small number is shown, and no sum has exactly one hidden value beside a shown positive one', () => {
  fc.assert(
    fc.property(tables, (table) => {
      const masked = maskTable(table, sums, 11)
      for (const value of masked.flat()) assert.ok(value === null || value === 0 || value >= 11)
      for (const sum of sumsOf(masked)) {
        const hidden = sum.filter((value) => value === null).length
        assert.ok(hidden !== 1 || sum.every((value) => value === null || value === 0), JSON.stringify(masked))
      }
    }),
  )
})

test('what is shown is what was counted', () => {
  fc.assert(
    fc.property(tables, (table) => {
      maskTable(table, sums, 11).forEach((row, at) =>
        row.forEach((value, column) => assert.ok(value === null || value === table[at]?.[column])),
      )
    }),
  )
})

test('a table of great numbers is shown whole, a lone small row is not given away by the total', () => {
  assert.deepEqual(
    maskTable(
      withTotals([
        [100, 50],
        [20, 30],
      ]),
      sums,
      11,
    ),
    withTotals([
      [100, 50],
      [20, 30],
    ]),
  )
  const [small, great, total] = maskTable(
    withTotals([
      [3, 0],
      [100, 0],
    ]),
    sums,
    11,
  )
  assert.deepEqual([small, great, total?.[0]], [[null, null, 0], [null, null, 0], 103])
})

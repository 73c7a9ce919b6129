import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { showCounts, showFigures, type Shown } from './mask-rules.ts'

const blocks = [[1, 2]]
/** A cell of the finest division: its place in one table and in the other, and how its persons fall into two columns. */
type Cell = readonly [number, number, number, number]

const tableOf = (cells: readonly Cell[], by: 0 | 1): number[][] =>
  [...Map.groupBy(cells, (cell) => cell[by]).values()].map((group) => {
    const [one, other] = [2, 3].map((at) => group.reduce((sum, cell) => sum + (cell[at] ?? 0), 0))
    return [(one ?? 0) + (other ?? 0), one ?? 0, other ?? 0]
  })

const tablesOf = (cells: readonly Cell[]): number[][][] =>
  ([0, 1] as const).map((by) => tableOf(cells, by).filter(([persons = 0]) => persons > 0))

const cellsUpTo = (most: number) =>
  fc.array(
    fc.tuple(
      fc.integer({ min: 0, max: 2 }),
      fc.integer({ min: 0, max: 1 }),
      fc.integer({ min: 0, max: most }),
      fc.integer({ min: 0, max: most }),
    ),
    { minLength: 1, maxLength: 4 },
  )

const limit = 4

const between = (shown: Shown, most: number): number[] =>
  shown === null ? Array.from({ length: most + 1 }, (_, value) => value) : [shown]

// Whoever is not there has no row: a hidden number of persons is one at least.
const rowsFor = ([persons = null, one = null, other = null]: readonly Shown[], most: number): number[][] =>
  between(one, most)
    .flatMap((a) => between(other, most).map((b) => [a + b, a, b]))
    .filter(([sum = 0]) => (persons === null ? sum > 0 : sum === persons))

/** Every way to fill the rows of a table that agrees with what is shown of it and of the total. */
const fillings = (shown: readonly (readonly Shown[])[], total: readonly Shown[], most: number): number[][][] => {
  let found: number[][][] = [[]]
  for (const row of shown) {
    const fits = rowsFor(row, most)
    found = found.flatMap((rows) => fits.map((fit) => [...rows, fit])).filter((rows) => fitsWithin(rows, total))
  }
  return found.filter((rows) => agrees(totalOf(rows), total))
}

const totalOf = (rows: readonly (readonly number[])[]): number[] =>
  [0, 1, 2].map((at) => rows.reduce((sum, row) => sum + (row[at] ?? 0), 0))

const fitsWithin = (rows: readonly (readonly number[])[], total: readonly Shown[]): boolean =>
  totalOf(rows).every((sum, at) => sum <= (total[at] ?? Infinity))

// A total that is not shown is not nothing: zeros are shown.
const agrees = (sums: readonly number[], total: readonly Shown[]): boolean =>
  sums.every((sum, at) => ((total[at] ?? null) === null ? sum > 0 : sum === total[at]))

const requireTwoValues = (shown: readonly (readonly Shown[])[], fits: readonly number[][][]): void =>
  shown.forEach((row, at) =>
    row.forEach((value, place) => {
      if (value !== null) return
      const values = new Set(fits.map((rows) => rows[at]?.[place]))
      assert.ok(values.size > 1, `${at},${place} of ${JSON.stringify(shown)} can only be ${[...values].join()}`)
    }),
  )

test('whoever tries every number finds at least two for each figure that is not shown', () => {
  fc.assert(
    fc.property(cellsUpTo(6), (cells) => {
      const tables = tablesOf(cells)
      const shown = showFigures({ tables, blocks, limit })
      const most = totalOf(tables[0] ?? [])[0] ?? 0
      if (shown.total[0] === null) {
        assert.ok(most < limit && shown.tables.every((table) => table.length === 0))
        return
      }
      const all = shown.tables.filter((table) => table.length > 0).map((table) => fillings(table, shown.total, most))
      // One total for all tables: a filling of one that no other can match is none.
      const keys = all.map((fits) => new Set(fits.map((rows) => totalOf(rows).join())))
      const joint = all.map((fits) => fits.filter((rows) => keys.every((key) => key.has(totalOf(rows).join()))))
      shown.tables
        .filter((table) => table.length > 0)
        .forEach((table, at) =>
          requireTwoValues(
            [...table, shown.total],
            (joint[at] ?? []).map((rows) => [...rows, totalOf(rows)]),
          ),
        )
    }),
    { numRuns: 400 },
  )
})

test('no small number is shown, and what is shown is what was counted', () => {
  fc.assert(
    fc.property(cellsUpTo(40), (cells) => {
      const tables = tablesOf(cells)
      const shown = showFigures({ tables, blocks, limit: 11 })
      for (const value of [...shown.tables.flat(2), ...shown.total])
        assert.ok(value === null || value === 0 || value >= 11, JSON.stringify(shown))
      shown.tables.forEach((table, at) =>
        table.forEach((row, line) =>
          row.forEach((value, place) => assert.ok(value === null || value === tables[at]?.[line]?.[place])),
        ),
      )
    }),
  )
})

const shownOf = (rows: readonly (readonly number[])[]) => showFigures({ tables: [rows], blocks, limit: 11 })

test('a table of great numbers is shown whole, a lone small row is not given away by the total', () => {
  const great = [
    [150, 100, 50],
    [50, 20, 30],
  ]
  assert.deepEqual(shownOf(great), { total: [200, 120, 80], tables: [great] })
  const { total, tables } = shownOf([
    [3, 3, 0],
    [100, 100, 0],
  ])
  assert.deepEqual(
    [total, tables[0]],
    [
      [103, 103, 0],
      [
        [null, null, 0],
        [null, null, 0],
      ],
    ],
  )
})

test('two small figures whose sum is two are not both one for everybody to see', () => {
  const { total, tables } = shownOf([
    [50, 49, 1],
    [60, 59, 1],
  ])
  assert.deepEqual(total, [110, null, null])
  assert.deepEqual(tables[0], [
    [50, null, null],
    [60, null, null],
  ])
  // Eleven rows of one person: their sum would tell each.
  assert.deepEqual(shownOf(Array.from({ length: 11 }, () => [1, 1, 0])).tables, [[]])
})

test('what two small figures sum up to is small too, and a third is hidden with them', () => {
  const rows = [
    [50, 49, 1],
    [60, 59, 1],
    [70, 50, 20],
    [90, 50, 40],
  ]
  assert.deepEqual(shownOf(rows).tables[0], [
    [50, null, null],
    [60, null, null],
    [70, null, null],
    [90, 50, 40],
  ])
})

test('of counts that stand side by side a small one hides another', () => {
  assert.deepEqual(showCounts([3, 40, 90], 11), [null, null, 90])
  assert.deepEqual(showCounts([0, 40, 90], 11), [0, 40, 90])
})

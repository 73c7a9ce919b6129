import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { arrangeBoard, boardOf } from './board.ts'
import { figuresByMonth, figuresOfCells, reasonsOf } from './figures.ts'
import { maskSums, shareOf, sumTold, tellCount, tellPart } from './mask.ts'
import type { Sum } from './types.ts'

const below = 5

test('a number under five is fewer than five, and none is none', () => {
  const told = [0, 1, 4, 5].map((n) => tellCount(n, below))
  assert.deepEqual(told, [
    { n: 0, way: 'exact' },
    { n: 5, way: 'fewer' },
    { n: 5, way: 'fewer' },
    { n: 5, way: 'exact' },
  ])
})

test('a total says no more than its parts do', () => {
  const sum = (...counts: number[]) => sumTold(counts.map((n) => tellCount(n, below)))
  assert.deepEqual(sum(), { n: 0, way: 'exact' })
  assert.deepEqual(sum(0, 3, 0), { n: 5, way: 'fewer' })
  assert.deepEqual(sum(10, 7), { n: 17, way: 'exact' })
  assert.deepEqual(sum(10, 2), { n: 11, way: 'more' })
  assert.deepEqual(sum(2, 2, 1), { n: 3, way: 'more' })
})

test('whatever is told of a part fits several small numbers, of the part and of what is left', () => {
  for (let of = below; of <= 60; of += 1) {
    const byTold = Map.groupBy(
      Array.from({ length: of + 1 }, (_, part) => part),
      (part) => JSON.stringify(tellPart(part, of, below)),
    )
    const isFew = (n: number): boolean => n > 0 && n < below
    const giving = [...byTold.values()].filter(
      (parts) => parts.length < 4 && parts.some((part) => isFew(part) || isFew(of - part)),
    )
    assert.deepEqual(giving, [], `of ${of}`)
  }
})

test('a share is never told higher than it is', () => {
  const parts = fc
    .integer({ min: 0, max: 80 })
    .chain((of) => fc.tuple(fc.integer({ min: 0, max: of }), fc.constant(of)))
  fc.assert(
    fc.property(parts, ([part, of]) => {
      const told = shareOf([tellPart(part, of, below)])
      if (told !== undefined) assert.ok(told.percent <= (100 * part) / of)
    }),
  )
})

const months = ['2026-09-01', '2026-10-01', '2026-11-01']
const facilities = [
  { id: '1', name: 'Un', kind: 'SA25' },
  { id: '2', name: 'Deux', kind: 'SA01' },
]

interface World {
  at: Pick<Sum, 'month' | 'facilityId' | 'softwareId' | 'typeCode'>
  n: number
  part: number
  remarked: number
  refused: number
}

const sumsOf = (world: readonly World[]): Sum[] =>
  world
    .flatMap(({ at, n, part, remarked, refused }): Sum[] => [
      { ...at, figure: 'taken', reason: '', n },
      { ...at, figure: 'day-0', reason: '', n: part },
      { ...at, figure: 'day-more', reason: '', n: n - part },
      { ...at, figure: 'remarked', reason: '', n: remarked },
      { ...at, typeCode: '', figure: 'refused', reason: `reason-${at.typeCode}`, n: refused },
    ])
    .filter(({ n }) => n > 0)

/** Everything that any page is made of. */
const everythingTold = (world: readonly World[]): unknown => {
  const cells = maskSums(sumsOf(world), below)
  const rows = boardOf(cells, facilities, { months, today: '2026-11-22' })
  const cards = ['1', '2'].map((id) => {
    const mine = cells.filter(({ facilityId }) => facilityId === id)
    return [figuresByMonth(mine, months), reasonsOf(mine)]
  })
  const software = ['a', 'b'].map((id) => figuresOfCells(cells.filter(({ softwareId }) => softwareId === id)))
  return [cells, arrangeBoard(rows, { sort: 'state' }), cards, software, figuresOfCells(cells)]
}

const places = ['1', '2'].flatMap((facilityId) =>
  ['a', 'b'].flatMap((softwareId) =>
    ['11502-2', '18748-4', 'other'].flatMap((typeCode) =>
      months.map((month) => ({ month, facilityId, softwareId, typeCode })),
    ),
  ),
)

/** Two worlds that differ only in numbers under five. */
const twoWorlds = fc
  .tuple(...places.map(() => fc.tuple(fc.nat(14), fc.nat(100), fc.nat(100), fc.nat(9), fc.integer({ min: 1, max: 4 }))))
  .map((drawn) => {
    const one = drawn.map(([n, a, b, refused], at): World => {
      const place = places[at] ?? assert.fail()
      return { at: place, n, part: a % (n + 1), remarked: b % (n + 1), refused }
    })
    const isFew = (n: number): boolean => n > 0 && n < below
    const other = one.map((cell, at): World => {
      const [, , , , few] = drawn[at] ?? assert.fail()
      const refused = isFew(cell.refused) ? few : cell.refused
      if (isFew(cell.n)) return { ...cell, n: few, part: cell.part % (few + 1), remarked: 0, refused }
      const isPartFew = cell.n >= 2 * below - 1 && isFew(cell.part)
      return { ...cell, part: isPartFew ? few : cell.part, refused }
    })
    return [one, other] as const
  })

test('two worlds that differ only in numbers under five show the same on every page: no subtraction finds them', () => {
  fc.assert(
    fc.property(twoWorlds, ([one, other]) => assert.deepEqual(everythingTold(one), everythingTold(other))),
    { numRuns: 300 },
  )
})

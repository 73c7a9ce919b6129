import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { layTrend, type TrendLayout, type TrendValue } from './trend-layout.ts'

const valueOf = (at: string, value: string, changes: Partial<TrendValue> = {}): TrendValue => ({
  at,
  amount: { value, unit: 'g/L' },
  inside: true,
  method: '',
  ...changes,
})

const range = { low: { value: '1' }, high: { value: '2' } }

const laid = (values: readonly TrendValue[]): TrendLayout => {
  const layout = layTrend(values)
  assert.ok(layout)
  return layout
}

test('time is true to scale: twice as long is twice as far', () => {
  const { marks } = laid(['2020-01-01', '2021-01-01', '2023-01-01'].map((at) => valueOf(at, '1')))
  const [first, second, third] = marks
  assert.ok(first && second && third)
  const ratio = (third.x - second.x) / (second.x - first.x)
  assert.ok(Math.abs(ratio - 730 / 366) < 0.02, String(ratio))
})

test('values are joined from three on, within eighteen months, of one method, and where they are known exactly', () => {
  const years = ['2020-01-01', '2021-01-01', '2022-01-01', '2024-01-01']
  const linesOf = (values: readonly TrendValue[]): number => laid(values).lines.length
  const all = years.map((at) => valueOf(at, '1'))
  assert.equal(linesOf(all.slice(0, 2)), 0)
  assert.equal(linesOf(all.slice(0, 3)), 2)
  assert.equal(linesOf(all), 2, 'two years are a gap')
  assert.equal(linesOf(all.slice(0, 3).map((one, at) => ({ ...one, method: String(at) }))), 0)
  const bounded = { amount: { value: '1', comparator: '<' as const } }
  assert.equal(linesOf(all.slice(0, 3).map((one, at) => (at === 1 ? { ...one, ...bounded } : one))), 0)
})

test('each value keeps its own range; neighbours with the same one share a band', () => {
  const values = ['2020-01-01', '2021-01-01', '2022-01-01'].map((at) => valueOf(at, '1.5', { range }))
  assert.equal(laid(values).bands.length, 1)
  const other = { low: { value: '1' }, high: { value: '1.8' } }
  assert.equal(laid(values.map((one, at) => (at === 2 ? { ...one, range: other } : one))).bands.length, 2)
  assert.equal(laid(values.map(({ range: _range, ...one }) => one)).bands.length, 0)
})

test('without any number to draw there is no picture', () => {
  assert.equal(layTrend([]), undefined)
  assert.equal(layTrend([valueOf('some day', '1')]), undefined)
})

const requireInside = ({ marks, bands, plot }: TrendLayout): void => {
  const [right, bottom] = [plot.x + plot.width + 0.2, plot.y + plot.height + 0.2]
  for (const { x, y } of marks) assert.ok(x >= plot.x && x <= right && y >= plot.y && y <= bottom)
  for (const band of bands) {
    assert.ok(band.width >= 0 && band.height >= 0)
    assert.ok(band.x >= plot.x && band.x + band.width <= right && band.y + band.height <= bottom)
  }
}

test('whatever the values: marks and bands are inside the plot, and what is higher is drawn higher', () => {
  const value = fc.record({
    day: fc.integer({ min: 0, max: 20_000 }),
    hundredths: fc.integer({ min: -100_000, max: 100_000 }),
    hasRange: fc.boolean(),
  })
  const property = fc.property(fc.array(value, { minLength: 1, maxLength: 40 }), (drawn) => {
    const sorted = drawn.toSorted((one, other) => one.day - other.day)
    const values = sorted.map(({ day, hundredths, hasRange }) =>
      valueOf(new Date(day * 86_400_000).toISOString(), String(hundredths / 100), hasRange ? { range } : {}),
    )
    const layout = laid(values)
    requireInside(layout)
    assert.ok(layout.levels.length >= 2 && layout.levels.length <= 8 && layout.years.length <= 8)
    const byValue = sorted
      .map(({ hundredths }, at) => ({ hundredths, y: layout.marks[at]?.y ?? NaN }))
      .toSorted((one, other) => one.hundredths - other.hundredths)
    for (const [at, { y }] of byValue.entries()) assert.ok(at === 0 || y <= (byValue[at - 1]?.y ?? NaN))
  })
  fc.assert(property)
})

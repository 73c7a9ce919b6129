import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { packSeries, unpackSeries } from './pack-series.ts'

const sample = fc.record({
  second: fc.integer({ min: 0, max: 90_000 }),
  scaled: fc.integer({ min: 0, max: 2_000_000 }),
})

test('what is packed comes out again, whatever it is', () => {
  fc.assert(
    fc.property(fc.array(sample, { maxLength: 200 }), fc.integer({ min: 0, max: 6 }), (all, places) => {
      const samples = all
        .toSorted((one, other) => one.second - other.second)
        .map(({ second, scaled }) => ({ second, value: (scaled / 10 ** places).toFixed(places) }))
      assert.deepEqual(unpackSeries(packSeries(samples)), samples)
    }),
  )
})

test('a day of a watch, a heart rate every five minutes, takes less than a kilobyte', () => {
  const samples = Array.from({ length: 288 }, (_one, index) => ({
    second: index * 300,
    value: String(60 + (index % 30)),
  }))
  assert.ok(packSeries(samples).length < 1200, String(packSeries(samples).length))
})

test('as many as a day has seconds are packed', () => {
  const samples = Array.from({ length: 200_000 }, (_one, index) => ({ second: index, value: '1' }))
  assert.equal(unpackSeries(packSeries(samples)).length, 200_000)
})

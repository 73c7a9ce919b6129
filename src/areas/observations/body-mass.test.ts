import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bodyMassIndex } from './body-mass.ts'

test('body mass index is that of the numbers, for every weight and height', () => {
  const kg = fc.integer({ min: 1, max: 65_000 })
  const cm = fc.integer({ min: 200, max: 2_720 })
  fc.assert(
    fc.property(kg, cm, (hundredths, millimetres) => {
      const [weightKg, heightCm] = [(hundredths / 100).toFixed(2), (millimetres / 10).toFixed(1)]
      const exact = hundredths / 100 / (millimetres / 1000) ** 2
      assert.ok(Math.abs(Number(bodyMassIndex(weightKg, heightCm)) - exact) <= 0.05 + 1e-9)
    }),
  )
  assert.equal(bodyMassIndex('70', '0'), undefined)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compareDecimals } from './decimal.ts'

test('decimals compare by what they are worth, not by how they are written', () => {
  const cases: [string, string, number | undefined][] = [
    ['0.270', '0.27', 0],
    ['10', '9.99', 1],
    ['-1.5', '-1.4', -1],
    ['+2', '2.0', 0],
    ['-0', '0.00', 0],
    ['12345678901234567890.1', '12345678901234567890.2', -1],
    ['1e3', '1000', undefined],
    ['', '0', undefined],
    ['1.', '1', undefined],
  ]
  for (const [one, other, verdict] of cases) assert.equal(compareDecimals(one, other), verdict, `${one} and ${other}`)
})

test('whole numbers over a thousand compare as their numbers do, and the other way round as the opposite', () => {
  const amount = fc.integer({ min: -999_999, max: 999_999 })
  const written = (thousandths: number): string => {
    const digits = String(Math.abs(thousandths)).padStart(4, '0')
    return `${thousandths < 0 ? '-' : ''}${digits.slice(0, -3)}.${digits.slice(-3)}`
  }
  const property = fc.property(amount, amount, (one, other) => {
    assert.equal(compareDecimals(written(one), written(other)), Math.sign(one - other))
  })
  fc.assert(property)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Comparator, LaboratoryResult, Quantity, ReferenceRange } from '../../../reference/result-entry.ts'
import { createResultFlags } from '../../../reference/result-flags.ts'
import { weighResult } from './weigh-result.ts'

const flags = createResultFlags()
const unit = 'mmol/L'
const of = (value: string, comparator?: Comparator): Quantity => ({ value, unit, ...(comparator && { comparator }) })
const range = { low: of('3.9'), high: of('5.5') }

const resultOf = (amount: Quantity, ranges: ReferenceRange[], codes: string[] = []): LaboratoryResult => ({
  codes: [],
  status: 'final',
  values: [{ kind: 'quantity', ...amount }],
  interpretations: codes.map((code) => ({ system: 'urn:test', code })),
  ranges,
  comments: [],
  remarks: [],
  headings: [],
  earlier: [],
})

const cases: [what: string, result: LaboratoryResult, standing: string | undefined][] = [
  ['inside', resultOf(of('4.2'), [range]), 'inside'],
  ['on a bound', resultOf(of('5.50'), [range]), 'inside'],
  ['just above', resultOf(of('5.51'), [range]), 'above'],
  ['just below', resultOf(of('3.89'), [range]), 'below'],
  ['one bound only', resultOf(of('9'), [{ high: of('10') }]), 'inside'],
  ['too small to be measured, under the bound', resultOf(of('0.1', '<'), [{ high: of('5') }]), 'inside'],
  ['too small to be measured, and a low bound above it', resultOf(of('3.9', '<'), [range]), 'below'],
  ['at most the low bound: nobody knows', resultOf(of('3.9', '<='), [range]), undefined],
  ['less than something inside: nobody knows', resultOf(of('5', '<'), [range]), undefined],
  ['more than the high bound', resultOf(of('5.5', '>'), [range]), 'above'],
  ['more than something inside: nobody knows', resultOf(of('4', '>='), [range]), undefined],
  ['the flag of the laboratory wins', resultOf(of('4.2'), [range], ['H']), 'above'],
  ['a flag of something else does not count', resultOf(of('4.2'), [range], ['R']), 'inside'],
  ['a flag without a range', resultOf(of('4.2'), [], ['L']), 'below'],
  ['no flag and no range', resultOf(of('4.2'), []), undefined],
  ['a range in another unit is not borrowed', resultOf(of('4.2'), [{ high: { value: '1', unit: 'g/L' } }]), undefined],
  ['a range on a condition is not borrowed', resultOf(of('9'), [{ ...range, text: 'à jeun' }]), undefined],
  ['several ranges are not chosen from', resultOf(of('9'), [range, { high: of('7') }]), undefined],
]

for (const [what, result, standing] of cases) {
  test(`a value against its range: ${what}`, () => {
    assert.equal(weighResult(flags, result).standing, standing)
  })
}

test('very far is what the laboratory says, never what we count', () => {
  assert.equal(weighResult(flags, resultOf(of('500'), [range])).far, false)
  assert.equal(weighResult(flags, resultOf(of('5.6'), [range], ['HH'])).far, true)
})

test('whatever the numbers: above, inside and below are told apart as the numbers themselves are', () => {
  const amount = fc.integer({ min: 0, max: 400 })
  const property = fc.property(amount, amount, amount, (value, one, other) => {
    const [low, high] = [Math.min(one, other), Math.max(one, other)]
    const written = (tenths: number): string => `${Math.floor(tenths / 10)}.${tenths % 10}`
    const bounds = { low: of(written(low)), high: of(written(high)) }
    const { standing } = weighResult(flags, resultOf(of(written(value)), [bounds]))
    assert.equal(standing, value < low ? 'below' : value > high ? 'above' : 'inside')
  })
  fc.assert(property)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readBoxCode, type BoxCode } from './box-code.ts'

const gs = '\u001d'
const told: readonly (readonly [string, string, BoxCode | undefined])[] = [
  [
    'product, end and batch',
    '01034009301234561727123110AB12',
    { gtin: '03400930123456', expiresOn: '2027-12-31', batch: 'AB12' },
  ],
  ['a month alone', '010340093012345617280600', { gtin: '03400930123456', expiresOn: '2028-06' }],
  ['a batch in the middle', `010340093012345610A-1${gs}2112345`, { gtin: '03400930123456', batch: 'A-1' }],
  ['as some scanners begin', `]d2010340093012345610X`, { gtin: '03400930123456', batch: 'X' }],
  ['a separator first', `${gs}010340093012345610X`, { gtin: '03400930123456', batch: 'X' }],
  ['an impossible month leaves the rest', '010340093012345617271300', { gtin: '03400930123456' }],
  ['a letter’s code', 'ABCD1234EFGH', undefined],
  ['a batch without a product', '10AB12', undefined],
  ['letters where digits belong', '01ABCDEFGHIJKLMN', undefined],
  ['cut short', '0103400930', undefined],
  ['an element that no box bears', '010340093012345699X', undefined],
  ['nothing', '', undefined],
]
for (const [name, text, expected] of told)
  test(`${name}: ${expected === undefined ? 'none' : 'read'}`, () => assert.deepEqual(readBoxCode(text), expected))

test('whatever a square says, it is read or it is none', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const found = readBoxCode(`010340093012345610${text}`)
      assert.ok(found === undefined || found.gtin !== undefined)
    }),
  )
})

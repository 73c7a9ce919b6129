import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonicalJson } from './canonical-json.ts'

const composed = fc.string({ unit: 'grapheme' }).map((text) => text.normalize('NFC'))
const aValue = fc.jsonValue({ stringUnit: 'grapheme', noUnicodeString: false }).map((value) => normal(value))

function normal(value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFC')
  if (Array.isArray(value)) return value.map(normal)
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? 0 : value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, normal(member)]))
}

const backwards = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(backwards)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, member]) => [key, backwards(member)]),
  )
}

test('what is written can be read again, whole', () => {
  fc.assert(
    fc.property(aValue, (value) => {
      assert.deepEqual(normal(JSON.parse(canonicalJson(value))), value)
    }),
  )
})

test('the order in which members were put makes no difference', () => {
  fc.assert(
    fc.property(aValue, (value) => {
      assert.equal(canonicalJson(backwards(value)), canonicalJson(value))
    }),
  )
})

test('accents composed or not give the same bytes', () => {
  fc.assert(
    fc.property(composed, (text) => {
      assert.equal(canonicalJson({ name: text.normalize('NFD') }), canonicalJson({ name: text }))
    }),
  )
  assert.equal(canonicalJson('Zoe\u0308'), '"Zo\u00eb"')
})

test('different values give different texts', () => {
  fc.assert(
    fc.property(aValue, aValue, (one, other) => {
      const same = JSON.stringify(normal(one)) === JSON.stringify(normal(other))
      fc.pre(!same)
      if (canonicalJson(one) !== canonicalJson(other)) return
      assert.deepEqual(one, other)
    }),
  )
})

test('the text itself: sorted, no blank, no member without a value', () => {
  assert.equal(
    canonicalJson({ b: [1, null, { d: true, c: 'x' }], a: undefined, B: 'é' }),
    '{"B":"é","b":[1,null,{"c":"x","d":true}]}',
  )
  assert.equal(canonicalJson([undefined]), '[null]')
  assert.equal(canonicalJson('a"\n'), '"a\\"\\n"')
})

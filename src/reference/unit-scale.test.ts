import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { Type } from 'typebox'
import { corpusPath, skipWithout } from '../../tests/support/corpus.ts'
import { compareDecimals } from '../platform/decimal.ts'
import { readData } from './data-file.ts'
import type { Comparator } from './result-entry.ts'
import { inUnit, unitFamily } from './unit-scale.ts'

const text = Type.String()

test('amounts are told in other units as the examples of their file say, and in no other', () => {
  const one = Type.Object({ from: text, to: text, value: text, gives: Type.Optional(text) })
  const { examples } = readData('results/scales.json', Type.Object({ examples: Type.Array(one, { minItems: 1 }) }))
  for (const { from, to, value, gives } of examples) {
    assert.equal(inUnit({ value, unit: from }, to)?.value, gives, `${from} in ${to}`)
    assert.equal(unitFamily(from) === unitFamily(to), gives !== undefined, `${from} and ${to}`)
  }
})

test('what is not known is itself alone, nothing is a unit too, and a prefix never stands before a whole unit', () => {
  assert.equal(inUnit({ value: '7', unit: '[pH]' }, '[pH]')?.value, '7')
  assert.equal(inUnit({ value: '7' }, undefined)?.value, '7')
  for (const [from, to] of [
    ['[pH]', 'm[pH]'],
    ['g/min', 'g/mmin'],
    ['g', undefined],
    [undefined, 'g'],
    ['', '10*0'],
    ['g//L', 'mg//L'],
    ['g.', 'mg.'],
    ['%', '10*2'],
    ['mL/min/1.73.m2', 'L/min/1.73.m2'],
  ] as const)
    assert.equal(inUnit({ value: '7', ...(from === undefined ? {} : { unit: from }) }, to), undefined, `${from} ${to}`)
  // a stroke is for one factor: g/L.d is g.d/L
  assert.equal(unitFamily('g/L.d'), unitFamily('g.d/L'))
  assert.notEqual(unitFamily('g/L.d'), unitFamily('g/L/d'))
})

const masses = ['g/L', 'mg/L', 'ug/L', 'mg/dL', 'g/dL', 'ng/mL', 'pg/uL', 'kg/l']
const decimal = fc
  .tuple(fc.constantFrom('', '-', '+'), fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.stringMatching(/^\d{0,12}$/))
  .map(([sign, whole, fraction]) => `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`)
const mass = fc.constantFrom(...masses)
const anyTwo = fc.tuple(mass, mass)

test('there and back is the same number, and the same text where no zero had to be added', () => {
  const property = fc.property(decimal, anyTwo, (value, [from, to]) => {
    const there = inUnit({ value, unit: from }, to)
    const back = there && inUnit(there, from)
    assert.ok(there && back)
    assert.equal(compareDecimals(back.value, value), 0)
    if (digitsOf(there.value) === digitsOf(value)) assert.equal(back.value, value)
    assert.ok(digitsOf(there.value).startsWith(digitsOf(value)), `${value} ${there.value}`)
  })
  fc.assert(property)
})

/** The digits that say something, from the first that is not zero on. */
const digitsOf = (value: string): string => value.replace(/[-+.]/g, '').replace(/^0+/, '')

test('the order of two amounts stays, and so does what an amount is beyond', () => {
  const comparator = fc.constantFrom<Comparator>('<', '<=', '>=', '>')
  const property = fc.property(fc.tuple(decimal, decimal, comparator), anyTwo, ([one, other, beyond], [from, to]) => {
    const [a, b] = [one, other].map((value) => inUnit({ value, unit: from, comparator: beyond }, to))
    assert.ok(a && b)
    assert.equal(compareDecimals(a.value, b.value), compareDecimals(one, other))
    assert.deepEqual([a.comparator, a.unit], [beyond, to])
  })
  fc.assert(property)
})

/** The units of amounts in the examples of the agency, each once. */
const unitsOfCorpus = (): Set<string> => {
  const folder = corpusPath('cisis-cda')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.xml'))
  const found = files.flatMap((name) => [
    ...readFileSync(join(folder, name), 'utf8').matchAll(/<value [^>]*\bunit="([^"]+)"/g),
  ])
  return new Set(found.flatMap(([, unit]) => (unit === undefined ? [] : [unit])))
}

test(
  'of the units in the examples of the agency these are one another’s powers of ten, and no others',
  {
    skip: skipWithout('cisis-cda'),
  },
  () => {
    const families = [...Map.groupBy(unitsOfCorpus(), unitFamily).values()].filter(({ length }) => length > 1)
    assert.deepEqual(families.map((units) => units.toSorted().join(' ')).toSorted(), [
      '/mL /uL 10*12/L 10*9/L',
      'cm m mm',
      'fL mL',
      'g kg pg',
      'g/L g/dL mg/L pg/mL',
      'mmol/L umol/L',
    ])
  },
)

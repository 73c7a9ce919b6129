import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { corpusPath, skipWithout } from '../../../tests/support/corpus.ts'
import { insRules as rules } from './parameters.ts'
import { checkIns, displayName, insKey, personName, pivotOf, pivotText } from './rules.ts'
import type { Traits } from './types.ts'

const testSystem = 'urn:oid:1.2.250.1.213.1.4.10'
const demonstration = { mode: 'demonstration', rules } as const

const traits: Traits = {
  birthFamily: 'PAT-TROIS',
  birthGiven: ['DOMINIQUE', 'MARIE-LOUISE'],
  gender: 'female',
  birthDate: '1979-03-15',
  birthPlace: '51215',
}

for (const { mode, system, value, reason } of rules.examples) {
  test(`${mode}: ${system} ${value} is ${reason ?? 'accepted'}`, () => {
    const fault = checkIns({ system, value }, { mode, rules, field: 'Patient.identifier[0]' })
    assert.equal(fault?.reason, reason)
    if (fault) assert.equal(fault.details['field'], 'Patient.identifier[0]')
  })
}

test('a listed identity passes as it is written, in a demonstration only', () => {
  const ins = { system: 'urn:oid:1.2.250.1.213.1.4.8', value: '000000000000000' }
  assert.equal(checkIns(ins, { ...demonstration, listed: [ins] }), undefined)
  assert.equal(
    checkIns({ ...ins, value: '000000000000001' }, { ...demonstration, listed: [ins] })?.reason,
    'ins-production-in-demonstration',
  )
  assert.equal(checkIns(ins, { mode: 'production', rules, listed: [ins] })?.reason, 'ins-shape-wrong')
})

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`))
const bodies = fc
  .tuple(
    fc.constantFrom('1', '2'),
    digits(2),
    fc.constantFrom('01', '12', '30', '99'),
    fc.oneof(digits(2), fc.constantFrom('2A', '2B')),
    digits(6),
  )
  .map((parts) => parts.join(''))

test('exactly one key fits a number, and one wrong digit never passes', () => {
  fc.assert(
    fc.property(bodies, fc.integer({ min: 7, max: 12 }), fc.integer({ min: 1, max: 9 }), (body, at, add) => {
      const key = insKey(body, rules)
      assert.ok(key !== undefined)
      assert.equal(checkIns({ system: testSystem, value: body + key }, demonstration), undefined)
      const digit = String((Number(body[at]) + add) % 10)
      const wrong = body.slice(0, at) + digit + body.slice(at + 1) + key
      assert.equal(checkIns({ system: testSystem, value: wrong }, demonstration)?.reason, 'ins-key-wrong')
    }),
  )
})

test('any text at all gets an answer and no text but the right one passes', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), (value) => {
      assert.ok(checkIns({ system: testSystem, value }, demonstration) !== undefined)
    }),
  )
})

const spellings: [string, string, boolean][] = [
  ['Zoé-Maëlys', 'ZOE MAELYS', true],
  ['d’Angelo', "D'ANGELO", true],
  ['Œdipe', 'oedipe', true],
  ['  LE   GALL ', 'Le Gall', true],
  ['LEGALL', 'LE GALL', false],
  ['MARTIN', 'MARTINE', false],
]

for (const [one, other, same] of spellings) {
  test(`the family names ${one} and ${other} are ${same ? 'the same' : 'different'}`, () => {
    const text = (birthFamily: string) => pivotText(pivotOf({ ...traits, birthFamily }, '99100'))
    assert.equal(text(one) === text(other), same)
  })
}

const pivot = pivotOf(traits, '99100')
const incomplete: [string, Partial<typeof pivot>][] = [
  ['a year alone', { birthdate: '1979' }],
  ['a year and a month', { birthdate: '1979-03' }],
  ['no place', { birthplace: '', birthcountry: '' }],
  ['unknown sex', { gender: 'unknown' }],
  ['no given name', { given_name: ' ' }],
  ['no family name', { family_name: '-' }],
]

for (const [what, change] of incomplete) {
  test(`a pivot identity with ${what} names nobody`, () => {
    assert.notEqual(pivotText(pivot), undefined)
    assert.equal(pivotText({ ...pivot, ...change }), undefined)
  })
}

test('born abroad, the country stands for the place on both sides', () => {
  const abroad = pivotOf({ ...traits, birthPlace: '99350' }, '99100')
  assert.deepEqual([abroad.birthplace, abroad.birthcountry], ['', '99350'])
  assert.equal(pivotText(abroad), pivotText({ ...abroad, birthplace: '99350' }))
})

test('every trait counts: changing one changes whom it names', () => {
  const changes = { given_name: 'PAUL', family_name: 'X', birthdate: '1979-03-16', gender: 'male', birthplace: '51216' }
  for (const [field, value] of Object.entries(changes)) {
    assert.notEqual(pivotText({ ...pivot, [field]: value }), pivotText(pivot), field)
  }
})

test('names are shown the way people write them', () => {
  assert.equal(personName(traits), 'Dominique PAT-TROIS')
  assert.equal(personName({ ...traits, birthGiven: ['Zoé'], usedFamily: 'Le Gall' }), 'Zoé LE GALL')
  assert.equal(displayName('MARIE-LOUISE', "d'Angelo"), "Marie-Louise D'ANGELO")
  assert.equal(displayName('', 'X'), 'X')
})

const corpusCheck = Compile(
  Type.Object({
    persons: Type.Array(Type.Object({ oid: Type.String(), ins: Type.String() })),
    invalidIns: Type.Array(Type.Object({ value: Type.String(), why: Type.String() })),
  }),
)

test(
  'the right numbers of the corpus pass, the wrong ones name their field',
  { skip: skipWithout('identities') },
  () => {
    const text = readFileSync(corpusPath('identities', 'persons.json'), 'utf8')
    const { persons, invalidIns } = corpusCheck.Parse(JSON.parse(text))
    assert.ok(persons.length > 20 && invalidIns.length > 5)
    for (const { oid, ins } of persons) {
      assert.equal(checkIns({ system: `urn:oid:${oid}`, value: ins }, demonstration), undefined, ins)
    }
    for (const { value, why } of invalidIns) {
      const fault = checkIns({ system: testSystem, value }, demonstration)
      assert.match(fault?.reason ?? '', /^ins-(shape|key)-wrong$/, why)
      assert.equal(fault?.details['field'], 'identifier.value', why)
    }
  },
)

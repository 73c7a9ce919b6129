import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '../platform/problem.ts'
import { loadCast } from '../reference/load-cast.ts'
import { createInsCheck } from './ins-check.ts'

const test10 = 'urn:oid:1.2.250.1.213.1.4.10'
const production8 = 'urn:oid:1.2.250.1.213.1.4.8'
const dominique = '279035121518989'
const demonstration = createInsCheck('demonstration')
const production = createInsCheck('production')

const reasonOf = (check: () => unknown): string => {
  try {
    check()
    return 'taken'
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'incorrect') throw error
    assert.equal(error.details['code'], 'XDSUnknownPatientId')
    assert.equal(typeof error.details['field'], 'string')
    return error.reason
  }
}

test('every holder of the cast is taken in demonstration, as the examples write them', () => {
  const { holders } = loadCast()
  assert.ok(holders.length > 5)
  for (const { ins, name } of holders)
    assert.equal(
      reasonOf(() => demonstration.require(ins)),
      'taken',
      name,
    )
})

test('the list of the cast is worth nothing in production: test systems and wrong keys are refused', () => {
  const seen = new Set<string>()
  for (const { ins, name } of loadCast().holders) {
    const reason = reasonOf(() => production.require(ins))
    const digits = ins.value.slice(0, 13).replace('2A', '19').replace('2B', '18')
    const rightKey = 97 - Number(BigInt(digits) % 97n) === Number(ins.value.slice(13))
    assert.equal(reason, ins.system === test10 ? 'ins-test-in-production' : rightKey ? 'taken' : 'ins-key-wrong', name)
    seen.add(reason)
  }
  assert.ok(seen.has('ins-key-wrong') && seen.has('ins-test-in-production'))
})

const table: [string, 'demonstration' | 'production', { system: string; value: string }, string][] = [
  ['a test identity in demonstration', 'demonstration', { system: test10, value: dominique }, 'taken'],
  ['a test identity in production', 'production', { system: test10, value: dominique }, 'ins-test-in-production'],
  ['a production identity in production', 'production', { system: production8, value: dominique }, 'taken'],
  ['a wrong key', 'demonstration', { system: test10, value: '279035121518988' }, 'ins-key-wrong'],
  ['letters', 'demonstration', { system: test10, value: '2790351215189AB' }, 'ins-shape-wrong'],
  ['too short', 'demonstration', { system: test10, value: '2790351215189' }, 'ins-shape-wrong'],
  ['a system nobody knows', 'demonstration', { system: 'urn:oid:1.2.3', value: dominique }, 'ins-system-unknown'],
]

for (const [what, mode, ins, expected] of table) {
  test(`${what}: ${expected}`, () => {
    assert.equal(
      reasonOf(() => createInsCheck(mode).require(ins, 'subject')),
      expected,
    )
  })
}

test('a typed number stands for the identity of this mode; blanks, points and dashes do not matter', () => {
  for (const text of [dominique, '2 79 03 51 215 189 89', ' 2.79.03.51.215.189-89 ']) {
    assert.deepEqual(demonstration.read(text), { system: test10, value: dominique })
  }
  assert.equal(production.read(dominique).system, production8)
})

test('the thirteen characters printed on a card stand for the whole number, Corsica included; no figure more or less', () => {
  for (const text of ['2790351215189', '2 79 03 51 215 189']) {
    assert.deepEqual(demonstration.read(text), { system: test10, value: dominique })
  }
  assert.equal(demonstration.read('2 85 01 2a 004 123').value, '285012A00412339')
  for (const text of ['279035121518', '27903512151898', '279035121518A'])
    assert.equal(
      reasonOf(() => demonstration.read(text)),
      'ins-shape-wrong',
      text,
    )
  assert.equal(
    reasonOf(() => demonstration.require({ system: test10, value: '2790351215189' })),
    'ins-shape-wrong',
    'software says the whole number',
  )
})

test('a typed number that cannot be one says so, and names the field', () => {
  for (const text of ['', 'abc', '279035121518988', '1'.repeat(400), '٢٧٩٠٣٥١٢١٥١٨٩٨٩']) {
    const reason = reasonOf(() => demonstration.read(text))
    assert.match(reason, /^ins-(shape|key)-wrong$/, text)
  }
})

test('an identity listed with the production system is found by its number alone, in demonstration', () => {
  const listed = loadCast().holders.find(({ ins }) => ins.system !== test10)
  assert.ok(listed)
  assert.equal(demonstration.read(listed.ins.value).value, listed.ins.value)
})

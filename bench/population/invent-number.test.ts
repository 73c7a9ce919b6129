import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkIns, insRules } from '../../src/areas/identity/index.ts'
import { inventNumber } from './invent-number.ts'

test('a hundred thousand persons are born in every department, Corsica, overseas and abroad, each number valid and once', () => {
  const numbers = new Set<string>()
  const slots = new Map<string, number>()
  for (let index = 0; index < 100_000; index += 1) {
    const birth = { index, gender: 'female', birthDate: '1985-01-15', provisional: false } as const
    const { value, birthPlace } = inventNumber(birth)
    numbers.add(value)
    slots.set(birthPlace.slice(0, 2), (slots.get(birthPlace.slice(0, 2)) ?? 0) + 1)
    const flaw = checkIns({ system: 'urn:oid:1.2.250.1.213.1.4.10', value }, { mode: 'demonstration', rules: insRules })
    assert.equal(flaw, undefined, value)
  }
  assert.equal(numbers.size, 100_000)
  assert.equal(slots.size, 98)
  for (const slot of ['01', '2A', '2B', '75', '95', '97', '99']) assert.ok((slots.get(slot) ?? 0) > 900, slot)
})

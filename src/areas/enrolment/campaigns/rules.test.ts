import assert from 'node:assert/strict'
import { test } from 'node:test'
import { letterReference, readReference, recipientLines } from './rules.ts'

test('references betray a mistyped digit', () => {
  const reference = letterReference(123, 45)
  assert.deepEqual(readReference(reference), { batch: 123, place: 45 })
  for (let at = 0; at < reference.length; at += 1) {
    const digit = Number(reference.charAt(at))
    if (Number.isNaN(digit)) continue
    const typed = `${reference.slice(0, at)}${(digit + 1) % 10}${reference.slice(at + 1)}`
    assert.equal(readReference(typed), undefined, typed)
  }
})

const traits = {
  birthFamily: 'DE LA FONTAINE-OTTAVI-CASANOVA',
  birthGiven: ['Marie-Antoinette'],
  gender: 'female',
  birthDate: '',
  birthPlace: '',
} as const

test('the window: a long name keeps its initial, an address that does not fit is an exception', () => {
  const person = {
    traits: { ...traits, birthGiven: [...traits.birthGiven] },
    address: { lines: ['1 RUE HAUTE', '75011 PARIS'], country: 'Italia' },
  }
  assert.deepEqual(recipientLines(person), {
    lines: ['M. DE LA FONTAINE-OTTAVI-CASANOVA', '1 RUE HAUTE', '75011 PARIS', 'ITALIA'],
  })
  assert.deepEqual(recipientLines({ ...person, address: { lines: [] } }), { exception: 'no-address' })
  assert.deepEqual(recipientLines({ ...person, address: { lines: ['A'.repeat(39)] } }), {
    exception: 'address-too-long',
  })
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { campaignParameters, staffDeeds } from './parameters.ts'
import { judgePilot, letterReference, mayDo, readReference, recipientLines } from './rules.ts'

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

test('a pilot is judged by its limits, and not before everybody had their time', () => {
  const limits = campaignParameters.pilot
  const good = { informed: 1000, byPost: 500, returned: 5, opposed: 20, untold: 1, exceptionsOpen: 3, silent: 0 }
  const verdicts = [
    good,
    { ...good, silent: 1 },
    { ...good, returned: 26 },
    { ...good, informed: 99, opposed: 1, exceptionsOpen: 0 },
  ]
  assert.deepEqual(
    verdicts.map((facts) => judgePilot(facts, limits).verdict),
    ['go', 'too-early', 'no-go', 'no-go'],
  )
})

test('only operators send, and a deed nobody named is nobody’s', () => {
  assert.equal(mayDo(['operator'], 'campaign-send', staffDeeds), true)
  assert.equal(mayDo(['reviewer', 'counter-agent', 'phone-agent'], 'campaign-send', staffDeeds), false)
  assert.equal(mayDo(['operator', 'reviewer'], 'campaign-explode', staffDeeds), false)
})

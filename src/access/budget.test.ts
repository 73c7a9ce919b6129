import assert from 'node:assert/strict'
import { test } from 'node:test'
import { budgetOf, spendersOf, type Seeking } from './budget.ts'
import type { Actor } from './types.ts'

const alone: Actor = { kind: 'professional', id: 'p', name: 'P', profession: '10' }
const employed: Actor = { ...alone, facility: { id: 'f', name: 'F' } }
const allowed = { newPersons: [3, 9], newConsents: [2, 5], nationConsents: 7 }
const nothing: Seeking = { held: false, facilityKnows: false, nationHeld: false, nationConsents: 0, spent: [] }

const cases: [name: string, actor: Actor, seeking: Partial<Seeking>, look: string, consent: string][] = [
  ['nothing spent', employed, {}, 'left', 'left'],
  ['one is left', alone, { spent: [['p', 'new-persons', 2]] }, 'left', 'left'],
  ['their own is spent', alone, { spent: [['p', 'new-persons', 3]] }, 'spent', 'spent'],
  ['their facility’s is spent', employed, { spent: [['f', 'new-persons', 9]] }, 'spent', 'spent'],
  ['the facility knows', employed, { facilityKnows: true, spent: [['f', 'new-persons', 9]] }, 'left', 'left'],
  ['of another facility', alone, { spent: [['f', 'new-persons', 9]] }, 'left', 'left'],
  ['consents are spent', alone, { spent: [['p', 'new-consents', 2]] }, 'left', 'spent'],
  ['the facility’s consents are spent', employed, { spent: [['f', 'new-consents', 5]] }, 'left', 'spent'],
  ['the country has one left', alone, { nationConsents: 6 }, 'left', 'left'],
  ['the country’s are spent', alone, { nationConsents: 7 }, 'left', 'spent'],
  ['the country’s, the facility knows', employed, { nationConsents: 7, facilityKnows: true }, 'left', 'left'],
  ['the country is on hold', alone, { nationHeld: true }, 'left', 'spent'],
  ['on hold', alone, { held: true }, 'spent', 'spent'],
]

for (const [name, actor, seeking, look, consent] of cases)
  test(`${name}: a look finds it ${look}, a consent ${consent}`, () => {
    const stands = { ...nothing, ...seeking }
    assert.equal(budgetOf({ actor, act: 'list-documents', relation: 'none' }, stands, allowed), look)
    assert.equal(budgetOf({ actor, act: 'record-consent', relation: 'none' }, stands, allowed), consent)
  })

test('a measure of nothing is spent before anything was; only professionals spend', () => {
  const none = { newPersons: [0], newConsents: [0], nationConsents: 0 }
  assert.equal(budgetOf({ actor: alone, act: 'read-identity', relation: 'none' }, nothing, none), 'spent')
  assert.deepEqual(spendersOf(employed), ['p', 'f'])
  assert.deepEqual(spendersOf({ kind: 'holder', id: 'h', name: 'H' }), [])
  assert.deepEqual(spendersOf({ kind: 'software', id: 's', name: 'S', facility: { id: 'f', name: 'F' } }), [])
})

test('what holds the country holds the unrelated alone: a tie of care is none of its business', () => {
  const held = { ...nothing, nationHeld: true }
  for (const [relation, budget] of [
    ['none', 'spent'],
    ['author', 'spent'],
    ['permitted', 'left'],
    ['care-team', 'left'],
    ['treating-doctor', 'left'],
  ] as const)
    assert.equal(budgetOf({ actor: alone, act: 'record-consent', relation }, held, allowed), budget, relation)
})

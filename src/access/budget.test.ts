import assert from 'node:assert/strict'
import { test } from 'node:test'
import { budgetOf, spendersOf, type Seeking } from './budget.ts'
import type { Actor } from './types.ts'

const alone: Actor = { kind: 'professional', id: 'p', name: 'P', profession: '10' }
const employed: Actor = { ...alone, facility: { id: 'f', name: 'F' } }
const allowed = { newPersons: [3, 9], newConsents: [2, 5] }
const nothing: Seeking = { held: false, facilityKnows: false, spent: [] }

const cases: [name: string, actor: Actor, seeking: Partial<Seeking>, look: string, consent: string][] = [
  ['nothing spent', employed, {}, 'left', 'left'],
  ['one is left', alone, { spent: [['p', 'new-persons', 2]] }, 'left', 'left'],
  ['their own is spent', alone, { spent: [['p', 'new-persons', 3]] }, 'spent', 'spent'],
  ['their facility’s is spent', employed, { spent: [['f', 'new-persons', 9]] }, 'spent', 'spent'],
  ['the facility knows', employed, { facilityKnows: true, spent: [['f', 'new-persons', 9]] }, 'left', 'left'],
  ['of another facility', alone, { spent: [['f', 'new-persons', 9]] }, 'left', 'left'],
  ['consents are spent', alone, { spent: [['p', 'new-consents', 2]] }, 'left', 'spent'],
  ['the facility’s consents are spent', employed, { spent: [['f', 'new-consents', 5]] }, 'left', 'spent'],
  ['on hold', alone, { held: true }, 'spent', 'spent'],
]

for (const [name, actor, seeking, look, consent] of cases)
  test(`${name}: a look finds it ${look}, a consent ${consent}`, () => {
    const stands = { ...nothing, ...seeking }
    assert.equal(budgetOf({ actor, act: 'list-documents' }, stands, allowed), look)
    assert.equal(budgetOf({ actor, act: 'record-consent' }, stands, allowed), consent)
  })

test('a measure of nothing is spent before anything was; only professionals spend', () => {
  const none = { newPersons: [0], newConsents: [0] }
  assert.equal(budgetOf({ actor: alone, act: 'read-identity' }, nothing, none), 'spent')
  assert.deepEqual(spendersOf(employed), ['p', 'f'])
  assert.deepEqual(spendersOf({ kind: 'holder', id: 'h', name: 'H' }), [])
  assert.deepEqual(spendersOf({ kind: 'software', id: 's', name: 'S', facility: { id: 'f', name: 'F' } }), [])
})

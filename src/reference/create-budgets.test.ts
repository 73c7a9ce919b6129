import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Type } from 'typebox'
import { createBudgets } from './create-budgets.ts'
import { createParameters } from './create-parameters.ts'
import { createReference } from './create-reference.ts'
import { readData } from './data-file.ts'

const budgets = createBudgets(createReference(), createParameters())

test('the examples of the budgets hold', () => {
  const one = { at: Type.String(), newPersons: Type.Integer() }
  const row = Type.Union([
    Type.Object({ profession: Type.String(), ...one }),
    Type.Object({ app: Type.String(), ...one }),
  ])
  const { examples } = readData('access/budgets.json', Type.Object({ examples: Type.Array(row, { minItems: 1 }) }))
  for (const example of examples) {
    const spender = 'app' in example ? { kind: 'app' as const, id: example.app } : example
    const { newPersons } = budgets(spender, `${example.at}T12:00:00Z`)
    assert.deepEqual(newPersons, [example.newPersons], JSON.stringify(example))
  }
})

test('an app has one measure, at any hour, and notes no consents', () => {
  const { newPersons, newConsents, isNight } = budgets({ kind: 'app', id: 'any' }, '2026-11-22T23:00:00Z')
  assert.deepEqual([newPersons, newConsents, isNight], [[5000], [], false])
})

test('a facility comes second, with numbers of its own or the first ones; without one there is only the professional', () => {
  const at = '2026-11-22T12:00:00Z'
  assert.deepEqual(budgets({ profession: '10', facility: { id: '1990000036' } }, at).newPersons, [60, 2000])
  assert.deepEqual(budgets({ profession: '80', facility: { id: 'any' } }, at).newConsents, [12, 200])
  assert.deepEqual(budgets({ profession: 'unheard-of' }, at).newPersons, [60])
})

for (const [at, day, hour, isNight] of [
  ['2026-11-22T22:59:59Z', '2026-11-22', '2026-11-22T23', false],
  ['2026-11-22T23:00:00Z', '2026-11-23', '2026-11-23T00', true],
  ['2026-11-23T03:59:59Z', '2026-11-23', '2026-11-23T04', true],
  ['2026-11-23T04:00:00Z', '2026-11-23', '2026-11-23T05', false],
] as const)
  test(`by the civil clock, ${at} is in the hour ${hour}`, () => {
    const allowance = budgets({ profession: '10' }, at)
    assert.deepEqual([allowance.day, allowance.hour, allowance.isNight], [day, hour, isNight])
  })

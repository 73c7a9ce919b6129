import assert from 'node:assert/strict'
import { test } from 'node:test'
import { providerParameters } from '../../areas/identity/index.ts'
import { assuranceLevel } from './assurance-level.ts'

const { citizens, professionals } = providerParameters.providers

const cases: [unknown, typeof citizens, string | undefined][] = [
  ['eidas2', citizens, 'substantial'],
  ['eidas3', citizens, 'high'],
  ['eidas1', citizens, undefined],
  ['eidas1', professionals, 'substantial'],
  ['constructor', citizens, undefined],
  ['', citizens, undefined],
  [undefined, citizens, undefined],
  [3, citizens, undefined],
]

for (const [acr, parameters, expected] of cases) {
  test(`acr ${String(acr)} of ${parameters.acrValues} is ${expected ?? 'too weak'}`, () => {
    if (expected === undefined) assert.throws(() => assuranceLevel(acr, parameters), { message: 'sign-in-too-weak' })
    else assert.equal(assuranceLevel(acr, parameters), expected)
  })
}

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { providerParameters } from '../../areas/identity/index.ts'
import { assuranceLevel } from './assurance-level.ts'

const { citizens, card, professionals, staff } = providerParameters.providers

const cases: [unknown, typeof citizens, string | undefined][] = [
  ['eidas2', citizens, 'substantial'],
  ['eidas3', citizens, 'high'],
  ['eidas1', citizens, undefined],
  ['eidas1', professionals, 'substantial'],
  ['eidas2', card, 'substantial'],
  ['eidas1', card, undefined],
  ['eidas2', staff, 'substantial'],
  ['eidas1', staff, undefined],
  ['constructor', citizens, undefined],
  ['', citizens, undefined],
  [undefined, citizens, undefined],
  [3, citizens, undefined],
]

for (const [acr, parameters, expected] of cases) {
  test(`acr ${String(acr)} of ${parameters.acrValues} is ${expected ?? 'too weak'}`, () => {
    if (expected === undefined)
      assert.throws(() => assuranceLevel({ acr }, parameters), { message: 'sign-in-too-weak' })
    else assert.equal(assuranceLevel({ acr }, parameters), expected)
  })
}

const factors: [unknown, unknown, typeof staff, string | undefined][] = [
  [undefined, ['pwd', 'mfa'], staff, 'substantial'],
  ['eidas1', ['pwd', 'otp', 'mfa'], staff, 'substantial'],
  ['eidas3', ['mfa'], staff, 'high'],
  ['0', ['pwd'], staff, undefined],
  [undefined, ['hwk'], staff, undefined],
  [undefined, ['hwk', 'pin', 'mfa'], staff, 'substantial'],
  [undefined, [], staff, undefined],
  [undefined, 'mfa', staff, undefined],
  [undefined, [3, null, 'constructor'], staff, undefined],
  [undefined, ['mfa'], citizens, undefined],
]

for (const [acr, amr, parameters, expected] of factors) {
  const who = parameters === staff ? 'staff' : 'citizens'
  test(`${who} with acr ${String(acr)} and amr ${JSON.stringify(amr)}: ${expected ?? 'too weak'}`, () => {
    if (expected !== undefined) assert.equal(assuranceLevel({ acr, amr }, parameters), expected)
    else assert.throws(() => assuranceLevel({ acr, amr }, parameters), { message: 'sign-in-too-weak' })
  })
}

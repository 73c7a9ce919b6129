import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'node:test'
import { credentialParameters } from '../parameters.ts'
import { checkLogin, nearbyLogins, plainLogin } from './login-rules.ts'

const rules = credentialParameters.login
const reasonOf = (login: string): string | undefined => checkLogin(login, rules)?.reason

const cases: [login: string, reason: string | undefined][] = [
  ['camille.martin', undefined],
  ['c-a_m.1974', undefined],
  ['a'.repeat(8), undefined],
  ['a'.repeat(100), undefined],
  ['a'.repeat(7), 'login-length-wrong'],
  ['a'.repeat(101), 'login-length-wrong'],
  ['', 'login-length-wrong'],
  ['Camille.martin', 'login-signs-wrong'],
  ['camille martin', 'login-signs-wrong'],
  ['camille.maëlle', 'login-signs-wrong'],
  ['camille+martin', 'login-signs-wrong'],
  ['camille@example.org', 'login-holds-email'],
  // a social number with and without its key, with separators, from Corsica
  ['274039741161019', 'login-holds-number'],
  ['2740397411610', 'login-holds-number'],
  ['moi-2.74.03.97.411.610-19', 'login-holds-number'],
  ['2850 12a00412339'.replace(' ', ''), 'login-holds-number'],
  ['moi_2-85-01-2b-004-123-39', 'login-holds-number'],
  // a card number
  ['4970.1000.0000.0009', 'login-holds-number'],
  // account numbers: the official examples of their countries
  ['fr1420041010050500013m02606', 'login-holds-number'],
  ['moi.fr14-2004-1010-0505-0001-3m02-606', 'login-holds-number'],
  ['mt84malt011000012345mtlcast001s', 'login-holds-number'],
  ['gb29nwbk60161331926819', 'login-holds-number'],
  // looks like an account number and is none
  ['jean22mariedupontdelaroche', undefined],
  ['fr76chevalblanc', undefined],
]

for (const [login, reason] of cases) {
  test(`${login.slice(0, 40)} (${login.length}): ${reason ?? 'good'}`, () => assert.equal(reasonOf(login), reason))
}

const letters = fc.stringMatching(/^[a-z._-]{8,60}$/)
const separator = fc.constantFrom('', '.', '-', '_')

test('letters, dots and hyphens are always a login', () => {
  fc.assert(fc.property(letters, (login) => reasonOf(login) === undefined))
})

test('thirteen digits or more are found wherever they stand and whatever separates them', () => {
  const digits = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), separator), { minLength: 13, maxLength: 19 })
  const around = fc.stringMatching(/^[a-z]{0,10}$/)
  fc.assert(
    fc.property(around, digits, around, (before, run, behind) => {
      const login = before + run.map(([digit, sign]) => `${digit}${sign}`).join('') + behind
      assert.equal(reasonOf(login), 'login-holds-number')
    }),
  )
})

test('whatever is typed, only the alphabet passes', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 120 }), (typed) => {
      const login = plainLogin(typed)
      if (reasonOf(login) === undefined) assert.match(login, /^[a-z0-9._-]{8,100}$/)
    }),
  )
})

test('suggestions are logins themselves, near and different', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9._-]{8,100}$/), fc.integer({ min: 100, max: 9999 }), (login, number) => {
      if (reasonOf(login) !== undefined) return
      for (const near of nearbyLogins(login, [number], rules)) {
        assert.equal(reasonOf(near), undefined)
        assert.notEqual(near, login)
        assert.ok(near.startsWith(login.slice(0, 90)))
      }
    }),
  )
  assert.deepEqual(nearbyLogins('camille.martin', [128, 4097], rules), ['camille.martin.128', 'camille.martin.4097'])
})

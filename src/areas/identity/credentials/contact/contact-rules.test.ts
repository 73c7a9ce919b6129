import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'node:test'
import { credentialParameters } from '../parameters.ts'
import { maskEmail, maskPhone, readEmail, readPhone } from './contact-rules.ts'

const phones: [typed: string, kept: string | undefined][] = [
  ['06 12 34 56 78', '+33612345678'],
  ['06.12.34.56.78', '+33612345678'],
  ['0612345678', '+33612345678'],
  ['+33 6 12 34 56 78', '+33612345678'],
  ['+33 (0)6 12 34 56 78', '+33612345678'],
  ['0033612345678', '+33612345678'],
  ['+32 470 12 34 56', '+32470123456'],
  ['+262 692 12 34 56', '+262692123456'],
  ['612345678', undefined],
  ['06 12 34 56', undefined],
  ['06 12 34 56 78 90', undefined],
  ['+0612345678', undefined],
  ['06 12 34 56 7a', undefined],
  ['+33612345678,+33612345679', undefined],
  ['', undefined],
]

for (const [typed, kept] of phones) {
  test(`“${typed}” is ${kept ?? 'no phone number'}`, () =>
    assert.equal(readPhone(typed, credentialParameters.phone), kept))
}

const emails: [typed: string, kept: string | undefined][] = [
  [' Camille.Martin@Example.ORG ', 'Camille.Martin@example.org'],
  ['c+carnet@sub.example.org', 'c+carnet@sub.example.org'],
  ['camille', undefined],
  ['camille@localhost', undefined],
  ['camille@example.', undefined],
  ['@example.org', undefined],
  ['camille @example.org', undefined],
  ['a@example.org, b@example.org', undefined],
  ['a@example.org\r\nBcc: b@example.org', undefined],
  ['<a@example.org>', undefined],
  ['a@b@example.org', undefined],
  [`${'a'.repeat(65)}@example.org`, undefined],
]

for (const [typed, kept] of emails) {
  test(`“${typed.slice(0, 40)}” is ${kept ?? 'no mail address'}`, () => assert.equal(readEmail(typed), kept))
}

test('a mask shows the first letters and the end, and not how long the rest is', () => {
  assert.equal(maskEmail('camille@example.fr'), 'c•••@e•••.fr')
  assert.equal(maskEmail('c@sub.example.org'), 'c•••@s•••.org')
  assert.equal(maskPhone('+33612345678'), '•• •• •• •• 78')
})

test('no mask holds more than its address gives away: two letters and the end, or two digits', () => {
  fc.assert(
    fc.property(fc.emailAddress(), (email) => {
      const kept = maskEmail(email).replaceAll('•', '')
      assert.equal(kept.length, 4 + (email.length - email.lastIndexOf('.') - 1))
    }),
  )
  fc.assert(
    fc.property(fc.stringMatching(/^\+[1-9]\d{7,14}$/), (phone) => {
      assert.equal(maskPhone(phone).replaceAll(/[• ]/g, ''), phone.slice(-2))
    }),
  )
})

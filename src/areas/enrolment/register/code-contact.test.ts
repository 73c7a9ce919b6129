import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mobileOf, codeContact } from './code-contact.ts'

const numbers: readonly [what: string, dialled: string, mobile: string | undefined][] = [
  ['a French mobile', '0612345678', '+33612345678'],
  ['one of the newer ones', '0712345678', '+33712345678'],
  ['a landline', '0112345678', undefined],
  ['a number of a box', '0912345678', undefined],
  ['Guadeloupe', '0690123456', '+590690123456'],
  ['Guadeloupe, newer', '0691123456', '+590691123456'],
  ['Guyane', '0694123456', '+594694123456'],
  ['Martinique', '0696123456', '+596696123456'],
  ['Martinique, newer', '0697123456', '+596697123456'],
  ['La Réunion', '0692123456', '+262692123456'],
  ['La Réunion, newer', '0693123456', '+262693123456'],
  ['Mayotte', '0639123456', '+262639123456'],
  ['Guadeloupe, from abroad', '+590690123456', '+590690123456'],
  ['a landline of La Réunion, from abroad', '+262262123456', undefined],
  ['a French landline, from abroad', '+33112345678', undefined],
  ['a French mobile, from abroad', '+33612345678', '+33612345678'],
  ['a number of a country whose plan we do not know', '+32470123456', '+32470123456'],
]

for (const [what, dialled, mobile] of numbers) test(`mobile: ${what}`, () => assert.equal(mobileOf(dialled), mobile))

test('mail before short message; neither a landline, nor without a gateway, nor what strangers share', () => {
  const phone = '0612345678'
  const reach = (contact: { email?: string; phone?: string }, canSms = true, remarks: string[] = []) =>
    codeContact({ contact: { ...contact, lang: 'fr' }, remarks }, canSms)
  assert.deepEqual(reach({ email: 'a@example.org', phone }), { channel: 'email', address: 'a@example.org' })
  assert.deepEqual(reach({ phone }), { channel: 'phone', address: '+33612345678' })
  assert.equal(reach({ phone }, false), undefined)
  assert.equal(reach({ phone: '0112345678' }), undefined)
  assert.equal(reach({ email: 'a@example.org', phone }, true, ['line-contact-shared']), undefined)
  assert.equal(reach({}), undefined)
})

import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'node:test'
import { commonPasswords, credentialParameters } from '../parameters.ts'
import { checkPassword, plainPassword, type PersonalFacts } from './password-rules.ts'

const personal: PersonalFacts = {
  login: 'soleil.vert',
  traits: {
    birthFamily: 'LE GALL',
    birthGiven: ['Noël', 'Anne-Lise'],
    usedFamily: 'D’ANGELO',
    birthDate: '1974-03-15',
  },
  email: 'noel.du.22@example.org',
}
const rules = credentialParameters.password
const reasonOf = (password: string): string | undefined =>
  checkPassword(plainPassword(password), { rules, common: commonPasswords, personal })?.reason

const cases: [password: string, reason: string | undefined][] = [
  ['Vélo-rouge7', undefined],
  ['quatre Chats & 3 oiseaux', undefined],
  ['xK9#mQ2$v', undefined],
  ['Xk9#mQ2$', 'password-length-wrong'],
  [`Aa1!${'é'.repeat(196)}b`, 'password-length-wrong'],
  ['VÉLO-ROUGE7', 'password-without-lower'],
  ['vélo-rouge7', 'password-without-upper'],
  ['Vélo-rouge', 'password-without-digit'],
  ['Velorouge77', 'password-without-special'],
  ['Velo rouge77', 'password-without-special'],
  ['Ker-LeGall-29!', 'password-personal'],
  ['ker.le.gall-A29', 'password-personal'],
  ['Noel-sapin-7', 'password-personal'],
  ['n-O-ë-l-99-xx', 'password-personal'],
  ['7Anne#trotte', 'password-personal'],
  ['Angelo=9roues', 'password-personal'],
  ['Soleil-Vert-8', 'password-personal'],
  ['Noeldu22+Zzz', 'password-personal'],
  ['Kz!15031974x', 'password-personal'],
  ['Kz!15/03/74x', 'password-personal'],
  ['Kz!1974-03-15', 'password-personal'],
  ['Kz!740315-qwp', 'password-personal'],
  ['Kz!03151974q', 'password-personal'],
  ['Kz!15031975x', undefined],
  ['Password123!', 'password-too-common'],
  ['P@ssw0rd2026!', 'password-too-common'],
  ['Motdepasse1!', 'password-too-common'],
  ['M0tDeP@sse#99', 'password-too-common'],
  ['Azerty-2026!', 'password-too-common'],
  ['Azerty-azerty1', 'password-too-common'],
  ['1!Doudou1!Doudou', 'password-too-common'],
  ['Marseille13!', 'password-too-common'],
  ['Aa123456789!', 'password-too-common'],
  ['Monespace$4nte', 'password-too-common'],
  ['Monespace-cabane4', undefined],
]

for (const [password, reason] of cases) {
  test(`${password.slice(0, 30)}: ${reason ?? 'good'}`, () => assert.equal(reasonOf(password), reason))
}

test('two hundred common words, none twice', () => {
  assert.equal(commonPasswords.size, 200)
})

test('every common word stays refused whatever numbers and signs stand around it', () => {
  const sign = fc.constantFrom('!', '?', '-', '#', '1!', '2026.', '99*', '')
  fc.assert(
    fc.property(fc.constantFrom(...commonPasswords), sign, sign, (word, before, behind) => {
      const password = `${before}${word.slice(0, 1).toUpperCase()}${word.slice(1)}${behind}-12345`
      assert.notEqual(reasonOf(password), undefined, password)
    }),
  )
})

test('the holder’s names are refused in any capitals, accents or separators', () => {
  const name = fc.constantFrom('noel', 'NOËL', 'Noe\u0308l', 'anne', 'Lise', 'gall', 'd’angelo', 'soleil.vert')
  const rest = fc.constantFrom('-Kz7#qw', '_9Rt&pm', ' 4Bx+wv')
  fc.assert(
    fc.property(name, rest, fc.boolean(), (word, more, first) => {
      assert.equal(reasonOf(first ? word + more : more.trim() + word), 'password-personal')
    }),
  )
})

test('a password that passes has all that the law asks for', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 0, maxLength: 30 }), (typed) => {
      const password = plainPassword(typed)
      if (reasonOf(typed) !== undefined) return
      assert.ok(Array.from(password).length >= 9)
      for (const kind of [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}\s]/u]) assert.match(password, kind)
    }),
  )
})

test('one password, whatever keyboard made its accents', () => {
  assert.equal(plainPassword('Ve\u0301lo-rouge7'), plainPassword('Vélo-rouge7'))
})

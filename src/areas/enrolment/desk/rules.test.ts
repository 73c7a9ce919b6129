import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isTold, isWho, livesAt, mayBeFound } from './rules.ts'

const ins = { system: 'urn:oid:1.2.250.1.213.1.4.10', value: '119044809500375' }
const identity = {
  ins,
  card: { number: '291034809500172' },
  traits: {
    birthFamily: 'ROUVIÈRE',
    birthGiven: ['Malo', 'Jean-Loup'],
    gender: 'male' as const,
    birthDate: '2019-04-21',
    birthPlace: '48095',
  },
  address: { lines: ['12 RUE DU SOUBEYRAN', '48000 MENDE'] },
}
const said = { ins, birthDate: '2019-04-21' }

test('who somebody is: their own number or that of their card, their day, and their first name where it is said', () => {
  assert.equal(isWho(said, identity), true)
  assert.equal(isWho({ ...said, ins: { ...ins, value: '291034809500172' } }, identity), true)
  assert.equal(isWho({ ...said, given: 'jean loup' }, identity), true)
  assert.equal(isWho({ ...said, given: 'MALÔ' }, identity), true)
  assert.equal(isWho({ ...said, given: 'Maël' }, identity), false)
  assert.equal(isWho({ ...said, birthDate: '2019-04-22' }, identity), false)
  assert.equal(isWho({ ...said, ins: { ...ins, value: '188074809500241' } }, identity), false)
})

test('where somebody lives: the whole postal code of the known address, and nothing where no address is known', () => {
  assert.equal(livesAt('48000', identity), true)
  assert.equal(livesAt('48 000', identity), true)
  for (const wrong of ['4800', '48001', '', '12', ' ', 'MENDE', '480'])
    assert.equal(livesAt(wrong, identity), false, wrong)
  assert.equal(livesAt('sw1a 1aa', { address: { lines: ['10 HIGH STREET', 'SW1A 1AA LONDON'] } }), true)
  assert.equal(livesAt('48000', { address: { lines: [] } }), false)
})

test('the dead are found by the operator alone, a merged line by nobody', () => {
  assert.deepEqual([mayBeFound('deceased', false), mayBeFound('deceased', true)], [false, true])
  assert.deepEqual([mayBeFound('merged', false), mayBeFound('merged', true)], [false, false])
  assert.equal(mayBeFound('open', false), true)
})

test('that something arrived before the opening is not told', () => {
  assert.equal(isTold('waiting'), false)
  assert.equal(isTold('adopted'), false)
  assert.equal(isTold('opposed'), true)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readPassingWord, writePassingWord } from './passing-word.ts'
import { bareIns } from './professional/find-patient.tsx'
import { safeReturn } from './safe-return.ts'

test('only our own paths are come back to', () => {
  for (const good of ['/my', '/pro', '/console', '/console/campaigns/1', '/my/documents/0-1/who-sees'])
    assert.equal(safeReturn(good), good)
  const bad = [
    '//evil',
    '/\\evil',
    'https://evil',
    '/sign-in',
    '/myx',
    '/my/../x',
    '/my?x=1',
    '/my//x',
    '',
    '/my\n',
    null,
  ]
  for (const path of bad) assert.equal(safeReturn(path), undefined, String(path))
  fc.assert(fc.property(fc.webUrl(), (url) => safeReturn(url) === undefined))
})

test('a passing word survives its cookie, and anything else is no word', () => {
  const word = { said: 'hidden', about: 'abc-1' } as const
  assert.deepEqual(readPassingWord(writePassingWord(word, false).split(';', 1)[0]), word)
  assert.match(writePassingWord(word, true), /; Secure$/)
  assert.equal(readPassingWord('carnet-said=anything'), undefined)
  assert.deepEqual(readPassingWord('carnet-said=hidden.<b>'), { said: 'hidden' })
  fc.assert(
    fc.property(fc.string(), (text) =>
      ['hidden', undefined].includes(readPassingWord(`carnet-said=hidden.${text}`)?.said),
    ),
  )
})

test('an INS is read however it is typed or pasted', () => {
  for (const typed of [
    '2 79 03 51 215 189 89',
    '279035121518989',
    '2\u00a079\u202f03 51-215.189 89 ',
    '２７９０３５１２１５１８９８９',
  ]) {
    assert.equal(bareIns(typed), '279035121518989')
  }
  assert.equal(bareIns('1 80 05 2a 004 001 15'), '180052A00400115')
})

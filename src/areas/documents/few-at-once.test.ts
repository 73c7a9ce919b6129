import assert from 'node:assert/strict'
import { test } from 'node:test'
import { problemOf } from '../../../tests/support/problem-of.ts'
import { createFewAtOnce } from './few-at-once.ts'

test('beyond what one may have in hand, and beyond what all may, nothing begins; what ends or fails makes room', async () => {
  const few = createFewAtOnce({ ofOne: 2, ofAll: 3 })
  const held = Array.from({ length: 3 }, () => Promise.withResolvers<void>())
  const begun = ['a', 'a', 'b'].map((who, at) => few(who, () => held[at]?.promise ?? Promise.resolve()))
  let began = 0
  const count = async (): Promise<void> => {
    began += 1
  }
  assert.equal((await problemOf(few('a', count))).kind, 'busy')
  assert.equal((await problemOf(few('c', count))).reason, 'content-draws-later')
  assert.equal(began, 0)
  held[0]?.reject(new Error('unreadable'))
  await assert.rejects(begun[0] ?? Promise.resolve())
  await few('a', count)
  await few('c', count)
  assert.equal(began, 2)
  for (const { resolve } of held.slice(1)) resolve()
  await Promise.all(begun.slice(1))
})

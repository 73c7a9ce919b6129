import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { hasMember, readOwnJson } from './own-json.ts'

interface Ours {
  mark: unknown
}
const isOurs = (value: unknown): value is Ours => hasMember(value, 'mark')

test('what we wrote comes back, from text and from bytes', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (mark) => {
      const text = JSON.stringify({ mark })
      assert.deepEqual(readOwnJson(text, isOurs), JSON.parse(text))
      assert.deepEqual(readOwnJson(Buffer.from(text), isOurs), JSON.parse(text))
    }),
  )
})

for (const text of ['{}', '[]', 'null', '1', '"mark"', '{"Mark":1}']) {
  test(`${text} is not ours`, () => assert.throws(() => readOwnJson(text, isOurs), TypeError))
}

test('a text that is no JSON is an error, not a value', () => {
  assert.throws(() => readOwnJson('{', isOurs), SyntaxError)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isUuid, randomId, randomSecret, timeOrderedId, uuidBytes } from './ids.ts'

test('random ids are lower-case UUIDs of version 4, no two alike', () => {
  const ids = Array.from({ length: 1000 }, randomId)
  assert.equal(new Set(ids).size, 1000)
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('time-ordered ids are UUIDs of version 7 that sort as their instants and give them back', () => {
  const instant = fc.nat({ max: 2 ** 48 - 1 })
  fc.assert(
    fc.property(instant, instant, (one, other) => {
      const [a, b] = [timeOrderedId(one), timeOrderedId(other)]
      assert.match(a, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      assert.ok(isUuid(a))
      assert.equal(Number.parseInt(a.slice(0, 8) + a.slice(9, 13), 16), one)
      if (one !== other) assert.equal(a < b, one < other)
    }),
  )
  const ofOneInstant = Array.from({ length: 20_000 }, () => timeOrderedId(1))
  assert.equal(new Set(ofOneInstant).size, 20_000)
  assert.deepEqual(ofOneInstant, ofOneInstant.toSorted(), 'in the order in which they were made')
})

test('secrets have 256 bits and fit into a cookie', () => {
  assert.match(randomSecret(), /^[\w-]{43}$/)
  assert.notEqual(randomSecret(), randomSecret())
})

test('the bytes of a UUID', () => {
  fc.assert(
    fc.property(fc.uuid(), (uuid) => {
      assert.equal(uuidBytes(uuid).toString('hex'), uuid.replaceAll('-', ''))
    }),
  )
})

test('only a lower-case UUID is an id', () => {
  const id = '0b9c6a4e-1111-4222-8333-444455556666'
  assert.ok(isUuid(id))
  for (const text of ['', id.toUpperCase(), `${id} `, `${id}\n`, `urn:uuid:${id}`, id.replaceAll('-', ''), `{${id}}`]) {
    assert.ok(!isUuid(text), text)
  }
  fc.assert(fc.property(fc.string(), (text) => assert.ok(!isUuid(text))))
})

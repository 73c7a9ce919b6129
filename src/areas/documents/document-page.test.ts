import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { countOf, cursorAfter, orderOf, pageOf, sortKeyOf } from './document-page.ts'

const id = '0b9c6a4e-1111-4222-8333-444455556666'
const encode = (text: string): string => Buffer.from(text).toString('base64url')

const ours = [
  `2026-11-01 09:00:00+00/${id}`,
  `2026-11-01 09:00:00.5+00/${id}`,
  `1979-02-28 23:59:59.999999+00/${id}`,
  `2024-02-29 00:00:00+00/${id}`,
]

test('a cursor leads back to its place', () => {
  for (const sortKey of ours) assert.equal(sortKeyOf(cursorAfter({ sortKey })), sortKey)
})

const hostile = [
  '',
  'not base64 at all !',
  encode(''),
  encode(id),
  encode(`2026-11-01 09:00:00+00/`),
  encode(`2026-11-01 09:00:00+00/${id.toUpperCase()}`),
  encode(`2026-11-01 09:00:00+00/${'-'.repeat(36)}`),
  encode(`2026-11-01 09:00:00+00/${id}/${id}`),
  encode(`2026-11-01 09:00:00+00/${id}\n`),
  encode(`2026-02-30 09:00:00+00/${id}`),
  encode(`2026-13-01 09:00:00+00/${id}`),
  encode(`2026-11-01 24:00:01+00/${id}`),
  encode(`2026-11-01 09:00:00+02/${id}`),
  encode(`2026-xx/${id}`),
  encode(`2026-now()/${id}`),
  encode(`infinity/${id}`),
  encode(`2026-11-01 09:00:00+00' or true --/${id}`),
  encode(`2026-11-01 09:00:00.1234567+00/${id}`),
]

for (const cursor of hostile) {
  test(`not a cursor of ours: ${JSON.stringify(Buffer.from(cursor, 'base64url').toString() || cursor)}`, () => {
    assert.equal(sortKeyOf(cursor), undefined)
  })
}

test('random texts and random bytes are no cursors, and never throw', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => assert.equal(sortKeyOf(text), undefined)))
  fc.assert(
    fc.property(fc.string(), (text) => {
      assert.equal(sortKeyOf(encode(text)), undefined)
    }),
  )
})

test('pages are between none and a hundred documents, fifty when nobody says', () => {
  assert.deepEqual([undefined, -3, 0, 1, 100, 101, 1e9].map(countOf), [50, 0, 0, 1, 100, 100, 100])
})

test('newest content first unless told otherwise', () => {
  assert.deepEqual(orderOf(), { sort: 'created_at', descending: true })
  assert.deepEqual(orderOf('date'), { sort: 'dated_at', descending: false })
})

test('there is a next page exactly when places are left, whether or not they can be read', () => {
  const places = ours.map((sortKey) => ({ sortKey }))
  assert.deepEqual(pageOf(places, 4, 0), { entries: [], total: 0 })
  assert.deepEqual(pageOf(places, 3, 7), { entries: [], total: 7, next: cursorAfter({ sortKey: ours[2] ?? '' }) })
  assert.deepEqual(pageOf([], 3, 0), { entries: [], total: 0 })
  assert.deepEqual(pageOf(places, 0, 4), { entries: [], total: 4 })
})

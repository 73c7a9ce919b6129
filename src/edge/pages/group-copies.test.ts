import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sampleDocument } from '../../../tests/support/pages/sample-documents.ts'
import type { DocumentEntry } from '../../reference/document-entry.ts'
import { groupCopies } from './group-copies.ts'

const one = sampleDocument(1)

const others: [what: string, changes: Partial<DocumentEntry>][] = [
  ['bytes', { hash: 'other' }],
  ['title', { title: 'other' }],
  ['kind', { type: { ...one.type, code: 'other' } }],
  ['day', { createdAt: '2020-01-01' }],
  ['day of care', { datedAt: '2020-01-01' }],
  ['author', { authors: [{ person: { family: 'OTHER', given: 'Other' } }] }],
  ['state', { status: 'superseded' }],
  ['visibility', { visibility: { ...one.visibility, hidden: !one.visibility.hidden } }],
  ['dispute', { quarantined: true }],
]

for (const [what, changes] of others)
  test(`another ${what} is another document`, () => {
    assert.equal(groupCopies([one, sampleDocument(1, { ...changes, id: 'other' })]).length, 2)
  })

test('what is new to the reader is no copy of what is not', () => {
  const again = sampleDocument(1, { id: 'other', depositedAt: '2026-11-20T00:00:00Z' })
  const before = sampleDocument(1, { depositedAt: '2026-11-01T00:00:00Z' })
  assert.equal(groupCopies([again, before]).length, 1)
  assert.equal(groupCopies([again, before], '2026-11-10T00:00:00Z').length, 2)
})

test('whatever the list, each of its documents is in it once, and only what is the same lies behind another', () => {
  const listed = fc.array(fc.record({ hash: fc.constantFrom('a', 'b'), title: fc.constantFrom('x', 'y') }), {
    maxLength: 20,
  })
  const property = fc.property(listed, (wanted) => {
    const entries = wanted.map((changes, index) => sampleDocument(1, { ...changes, id: String(index) }))
    const groups = groupCopies(entries)
    const found = groups.flatMap(({ entry, copies }) => [entry, ...copies])
    assert.deepEqual(
      found.map(({ id }) => Number(id)).toSorted((a, b) => a - b),
      entries.map(({ id }) => Number(id)),
    )
    for (const { entry, copies } of groups)
      for (const copy of copies) assert.deepEqual({ ...copy, id: '' }, { ...entry, id: '' })
    const firsts = groups.map(({ entry }) => Number(entry.id))
    assert.deepEqual(
      firsts,
      firsts.toSorted((a, b) => a - b),
      'the order of the list stays',
    )
  })
  fc.assert(property)
})

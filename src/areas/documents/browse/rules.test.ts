import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { countOf, facetsOf, isChosen, writersOf, type Group, type Writer } from './rules.ts'

const cardiology = { system: 'urn:oid:1.2.250.1.213.1.1.4.5', code: 'G15_10/SM04', display: 'Cardiologie' }
const parties = ['8a', '8b', '8c', '1f']
const writers: Writer[] = [
  { partyId: '8a', name: 'Anne A', specialty: cardiology },
  { partyId: '8b', name: 'Bruno B', specialty: cardiology },
  { partyId: '8c', name: 'Chloé C' },
]
const keyOf = (kind: string, id: string): string => `${kind}/${id}`

const group: fc.Arbitrary<Group> = fc.record({
  typeCode: fc.constantFrom('t1', 't2'),
  year: fc.constantFrom('2025', '2026'),
  isNew: fc.boolean(),
  authorIds: fc.subarray(parties),
  count: fc.integer({ min: 1, max: 9 }),
})

test('what a facet counts is what its choice leaves', () => {
  fc.assert(
    fc.property(fc.array(group, { maxLength: 12 }), (groups) => {
      const facets = facetsOf(groups, writers, keyOf)
      const left = (chosen: Partial<Parameters<typeof isChosen>[1]>): number =>
        countOf(groups.filter((one) => isChosen(one, { writtenBy: [], ...chosen })))
      for (const [year, count] of facets.years) assert.equal(left({ year }), count)
      for (const [type, count] of facets.types) assert.equal(left({ typeCodes: [type] }), count)
      for (const { key, count } of facets.authors) assert.equal(left({ writtenBy: [[key.slice(7)]] }), count)
      for (const { count } of facets.specialties) assert.equal(left({ writtenBy: [['8a', '8b']] }), count)
      assert.equal(left({ onlyNew: true }), facets.fresh)
    }),
  )
})

test('a document of two cardiologists counts once for cardiology, and once for each of them', () => {
  const both = { typeCode: 't1', year: '2026', isNew: false, authorIds: ['8a', '8b'], count: 1 }
  const { authors, specialties } = facetsOf([both], writers, keyOf)
  assert.deepEqual(
    authors.map(({ name, count }) => [name, count]),
    [
      ['Anne A', 1],
      ['Bruno B', 1],
      ['Chloé C', 0],
    ],
  )
  assert.deepEqual(specialties, [{ key: 'specialty/G15_10/SM04', coding: cardiology, count: 1 }])
  const [alone] = facetsOf([both, { ...both, authorIds: ['8b'] }], writers, keyOf).specialties
  assert.equal(alone?.count, 2)
})

test('a writer is who a document names with a number; a name with a specialty wins over one without', () => {
  const id = { system: 'urn:oid:1.2.250.1.71.4.2.1', value: '8a' }
  const person = { family: 'A', given: 'Anne' }
  const authors = [{ id, person }, { device: 'Automate' }]
  assert.deepEqual(writersOf([{ authors }]), [{ partyId: '8a', name: 'Anne A' }])
  assert.deepEqual(writersOf([{ authors }, { authors: [], authenticator: { id, person, specialty: cardiology } }]), [
    { partyId: '8a', name: 'Anne A', specialty: cardiology },
  ])
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createReference } from '../../reference/create-reference.ts'
import type { DocumentEntry } from '../../reference/document-entry.ts'
import { loadExamples } from './load-examples.ts'
import { createSealedMatch, needsOpening } from './match-sealed.ts'
import type { DocumentQuery } from './types.ts'

const reference = createReference()
const matches = createSealedMatch(reference)
const [example] = loadExamples(reference)
if (!example) throw new Error('no example document')

const { entryUuid: _proposed, ...metadata } = example.metadata
const entry: DocumentEntry = {
  ...metadata,
  id: 'id',
  spaceId: 'space',
  version: 1,
  entryUuid: 'uuid',
  logicalUuid: 'uuid',
  submissionId: 'submission',
  blobId: 'blob',
  size: 1,
  hash: '',
  depositedAt: '2026-11-01T10:00:00Z',
  depositedBy: { id: 'lab', name: 'Lab' },
  warnings: [],
  authors: [
    { person: { family: 'Le Gall-Ménard', given: 'Zoé' } },
    { person: { family: 'ÎLE', given: 'Noe\u0308l' } },
    { device: 'Analyser' },
  ],
  events: [{ system: 'http://loinc.org', code: '3016-3' }],
  references: [{ type: 'urn:ihe:iti:xds:2013:order', value: 'order-1' }],
  relatesTo: [{ code: 'appends', targetId: 'target-1' }],
  confidentiality: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'N' }],
  visibility: { hidden: true, withheld: false, hiddenFromRepresentatives: false },
}

const loincOid = '2.16.840.1.113883.6.1'
const confidentiality = '2.16.840.1.113883.5.25'
const visibility = '1.2.250.1.213.1.1.4.13'

const table: [string, DocumentQuery, boolean][] = [
  ['nothing asked', {}, true],
  ['an event by code alone', { eventCodes: [{ code: '3016-3' }] }, true],
  ['an event in its system', { eventCodes: [{ system: 'http://loinc.org', code: '3016-3' }] }, true],
  ['an event by the OID', { eventCodes: [{ system: loincOid, code: '3016-3' }] }, true],
  ['an event by urn:oid', { eventCodes: [{ system: `urn:oid:${loincOid}`, code: '3016-3' }] }, true],
  ['an event by another spelling', { eventCodes: [{ system: 'https://loinc.org', code: '3016-3' }] }, true],
  ['an event in another system', { eventCodes: [{ system: 'http://snomed.info/sct', code: '3016-3' }] }, false],
  ['another event', { eventCodes: [{ code: '3016-4' }] }, false],
  ['one of several events', { eventCodes: [{ code: 'x' }, { code: '3016-3' }] }, true],
  ['no event at all of those allowed', { eventCodes: [] }, false],
  ['its confidentiality', { securityLabels: [{ system: `urn:oid:${confidentiality}`, code: 'N' }] }, true],
  ['its visibility as a label', { securityLabels: [{ system: visibility, code: 'MASQUE_PS' }] }, true],
  ['a visibility it has not', { securityLabels: [{ system: visibility, code: 'INVISIBLE_PATIENT' }] }, false],
  ['its type in its system', { typeCodes: [{ ...metadata.type }] }, true],
  ['its type in another system', { typeCodes: [{ ...metadata.type, system: 'urn:oid:1.2.3' }] }, false],
  ['its class', { classCodes: [{ ...metadata.documentClass }] }, true],
  ['a practice setting it has not', { practiceSettings: [{ code: 'nowhere' }] }, false],
  ['a reference', { related: [{ value: 'order-1' }] }, true],
  ['another reference', { related: [{ value: 'order' }] }, false],
  ['a relation', { relatesToIds: ['x', 'target-1'] }, true],
  ['another relation', { relatesToIds: ['target'] }, false],
  ['an author by the beginning of the name', { authorFamily: ['le g'] }, true],
  ['an author without the accents', { authorFamily: ['LE GALL-MENARD'] }, true],
  ['an author whose accent is a letter of its own', { authorGiven: ['noël'] }, true],
  ['an author whose accent is asked composed', { authorFamily: ['Île'] }, true],
  ['the middle of a name', { authorFamily: ['Gall'] }, false],
  ['a given name asked as family name', { authorFamily: ['Zoé'] }, false],
  ['two filters, one of which fails', { authorFamily: ['ile'], related: [{ value: 'x' }] }, false],
]

for (const [what, query, expected] of table) {
  test(`${expected ? 'found' : 'not found'}: ${what}`, () => assert.equal(matches(query, entry), expected))
}

test('a name is found by every beginning of it, whatever case and accents', () => {
  const name = fc.string({ unit: 'grapheme', minLength: 1 }).map((text) => text.normalize('NFC'))
  fc.assert(
    fc.property(fc.constantFrom('Le Gall-Ménard', 'ÎLE'), fc.nat(), fc.boolean(), (family, length, upper) => {
      const start = family.slice(0, 1 + (length % family.length))
      assert.ok(matches({ authorFamily: [upper ? start.toUpperCase() : start.toLowerCase()] }, entry))
    }),
  )
  fc.assert(
    fc.property(name, (wanted) => {
      assert.ok(!matches({ authorFamily: [`${wanted}0`] }, entry))
    }),
  )
})

test('a list is opened only for what stands sealed, or for a code system', () => {
  const opened: DocumentQuery[] = [
    { eventCodes: [] },
    { authorFamily: ['x'] },
    { securityLabels: [] },
    { typeCodes: [{ system: 's', code: 'c' }] },
  ]
  const closed: DocumentQuery[] = [{}, { typeCodes: [{ code: 'c' }] }, { status: ['current'], ids: [], sort: 'date' }]
  assert.deepEqual(opened.map(needsOpening), [true, true, true, true])
  assert.deepEqual(closed.map(needsOpening), [false, false, false])
})

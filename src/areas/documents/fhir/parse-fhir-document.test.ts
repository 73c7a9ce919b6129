import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fhirReport, fhirReportWith } from '../../../../tests/support/fhir-document.ts'
import { Problem } from '../../../platform/problem.ts'
import { createReference } from '../../../reference/create-reference.ts'
import { readClinicalDocument } from '../clinical-document.ts'
import { fhirSentences } from '../warning-sentences.ts'
import { fhirWarningNames } from './fhir-warnings.ts'
import { fhirLimits, parseFhirJson } from './parse-fhir-json.ts'

const reference = createReference()
const outcomeOf = (bytes: Buffer): string => {
  try {
    return readClinicalDocument(reference, 'application/fhir+json', bytes) ? 'read' : 'not read'
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'incorrect') throw error
    return error.reason
  }
}

/** The report with one Observation about a Patient of these identifiers, who stands in the Observation itself. */
const withSubject = (identifier: object[]): Buffer => {
  const other = JSON.stringify([{ resourceType: 'Patient', id: 'other', identifier }])
  return fhirReportWith(
    /("resourceType": "Observation",)([\s\S]*?"subject": \{\s*"reference": ")[^"]*/,
    (_whole, start: string, rest: string) => `${start}"contained":${other},${rest}#other`,
  )
}

const refused: [string, Buffer, string][] = [
  ['cut short', fhirReport().subarray(0, 4_000), 'fhir-json-malformed'],
  ['not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 'fhir-json-malformed'],
  ['a resource of another kind', Buffer.from('{"resourceType":"Patient"}'), 'fhir-not-a-document'],
  ['no object', Buffer.from('[1]'), 'fhir-not-a-document'],
  ['a Bundle of another type', fhirReportWith('"type": "document"', '"type": "collection"'), 'fhir-not-a-document'],
  [
    'a Bundle that begins with something else',
    fhirReportWith('"resourceType": "Composition"', '"resourceType": "Basic"'),
    'fhir-not-a-document',
  ],
  [
    'a document that was taken back',
    fhirReportWith('"status": "final"', '"status": "entered-in-error"'),
    'fhir-document-in-error',
  ],
  ['results of another patient', withSubject([{ system: 's', value: '2' }]), 'fhir-of-another-patient'],
  ['a tower', Buffer.from(`{"a":${'['.repeat(1_000_000)}`), 'fhir-too-deep'],
  ['a flood', Buffer.from(`[${'0,'.repeat(fhirLimits.values + 1)}0]`), 'fhir-too-many-values'],
  ['too large', Buffer.alloc(fhirLimits.bytes + 1, 0x20), 'fhir-too-big'],
]

for (const [what, bytes, reason] of refused) test(`refused: ${what}`, () => assert.equal(outcomeOf(bytes), reason))

test('the same patient under another address stays the patient', () => {
  const ins = [{ system: 'urn:oid:1.2.250.1.213.1.4.10', value: '279035121518989' }]
  assert.equal(outcomeOf(withSubject(ins)), 'read')
})

test('what a text holds between quotes is no structure', () => {
  const braces = JSON.stringify({ text: '{['.repeat(500), quote: 'a"\\"[[[', end: '\\' })
  assert.deepEqual(parseFhirJson(Buffer.from(braces)), JSON.parse(braces))
})

test('every JSON that is small enough is read as it is, numbers as they were written', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 10 }), (json) => {
      const texts: unknown = JSON.parse(json, (_key, value: unknown) =>
        typeof value === 'number' ? String(value) : value,
      )
      assert.deepEqual(
        JSON.parse(JSON.stringify(parseFhirJson(Buffer.from(json))), undefined),
        JSON.parse(JSON.stringify(texts)),
      )
    }),
  )
})

test('no change of a byte makes anything but a document or a refusal', () => {
  const whole = fhirReport()
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
      const changed = Buffer.from(whole)
      changed[at] = byte
      assert.match(outcomeOf(changed), /^(read|(fhir|xml)-[a-z-]+)$/)
    }),
    { numRuns: 300 },
  )
})

const metadata = readClinicalDocument(reference, 'application/fhir+json', fhirReport())?.metadata

test('the index is what the Composition says', () => {
  assert.equal(metadata?.uniqueId, 'urn:uuid:3f0d6c1a-54de-4a52-8a4e-5d0a1a2f9c77')
  assert.equal(metadata?.title, 'Bilan et prélèvement de plaie')
  assert.equal(metadata?.type.code, '11502-2')
  assert.equal(metadata?.language, 'fr-FR')
  assert.equal(metadata?.periodStart, '2026-11-03T08:05:00+01:00')
  assert.deepEqual(metadata?.authors[0]?.person, { family: 'BELKACEM', given: 'Nadia' })
  assert.equal(metadata?.authors[0]?.id?.value, '810000001080')
  assert.equal(metadata?.authors[0]?.facility?.name, 'Laboratoire des Quatre Vents')
  assert.equal(metadata?.custodian?.id?.value, '1990000036')
  assert.equal(metadata?.authenticator?.person?.family, 'BELKACEM')
  assert.deepEqual(metadata?.sourcePatient.identifiers, [
    { system: 'urn:oid:1.2.250.1.213.1.4.10', value: '279035121518989' },
  ])
  assert.equal(metadata?.sourcePatient.birthDate, '1979-03-28')
})

const lacking: [string, string | RegExp, string][] = [
  ['fhir-no-title', '"title": "Bilan et prélèvement de plaie",', ''],
  ['fhir-no-language', /"language": "fr-FR",(\s*"meta")/, '$1'],
  ['fhir-no-identifier', /"identifier": \{\s*"system": "urn:ietf:rfc:3986",\s*"value": "urn:uuid:3f0d[^}]*\},/, ''],
  ['fhir-no-national-identity', 'urn:oid:1.2.250.1.213.1.4.10', 'urn:oid:1.2.3'],
  ['fhir-no-birth-date', /,\s*"birthDate": "1979-03-28"/, ''],
  ['fhir-no-author', /"author": \[[^\]]*\],/, ''],
  ['fhir-entry-missing', '000000000040"', '000000000099"'],
  ['fhir-section-without-text', /"text": \{\s*"status": "generated",[^}]*\},/, ''],
  ['fhir-narrative-unreadable', '</table></div>', '</div>'],
  [
    'fhir-result-without-code',
    /"system": "http:\/\/loinc.org",(\s*)"code": "2339-0"/,
    '"system": "urn:oid:1.2.3",$1"code": "2339-0"',
  ],
]

const warningsOf = (bytes: Buffer): readonly string[] =>
  readClinicalDocument(reference, 'application/fhir+json', bytes)?.warnings ?? []

for (const [name, from, to] of lacking) {
  test(`remarked: ${name}`, () => assert.deepEqual(warningsOf(fhirReportWith(from, to)), [name]))
}

test('every remark has its sentences, and our own report none', () => {
  assert.deepEqual([...fhirSentences.keys()].toSorted(), fhirWarningNames.toSorted())
  for (const { fr, en } of fhirSentences.values()) assert.ok(fr.endsWith('.') && en.endsWith('.'))
  assert.deepEqual(warningsOf(fhirReport()), [])
})

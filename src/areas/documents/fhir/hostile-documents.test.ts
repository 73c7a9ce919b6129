import assert from 'node:assert/strict'
import { test } from 'node:test'
import { documentOf } from '../../../../tests/support/fhir-document.ts'
import { createReference } from '../../../reference/create-reference.ts'
import { readClinicalDocument } from '../clinical-document.ts'
import { readAttachment } from './attachments.ts'
import { parseFhirDocument } from './parse-fhir-document.ts'

const reference = createReference()
const read = (bytes: Buffer) => readClinicalDocument(reference, 'application/fhir+json', bytes)
const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one)
const coding = { system: 's', code: 'c' }

/** Small files that name one long list again and again: read each time, each of these takes more than half a minute. */
const hostile: [string, () => Buffer][] = [
  [
    'one report, named by many sections',
    () => {
      const report = { resourceType: 'DiagnosticReport', result: times(5_000, { reference: 'urn:uuid:nothing' }) }
      return documentOf([report], { section: [{ entry: times(5_000, { reference: 'urn:uuid:0' }) }] })
    },
  ],
  [
    'many parts, each made by many',
    () =>
      documentOf([
        {
          performer: times(8_000, { reference: 'urn:uuid:nothing' }),
          component: times(8_000, { valueString: 'x' }),
        },
      ]),
  ],
  [
    'one specimen with many names',
    () => {
      const specimen = { resourceType: 'Specimen', type: { coding: times(40_000, coding) } }
      return documentOf([specimen, ...times(2_000, { specimen: { reference: 'urn:uuid:0' }, valueString: 'x' })])
    },
  ],
  [
    'one author with many identifiers, many times',
    () => {
      const author = { resourceType: 'Practitioner', identifier: times(15_000, { system: 's', value: 'v' }) }
      return documentOf([author], { author: times(10_000, { reference: 'urn:uuid:0' }) })
    },
  ],
]

for (const [what, make] of hostile) {
  test(`read in little time: ${what}`, () => {
    const bytes = make()
    const start = performance.now()
    assert.ok(read(bytes))
    assert.ok(performance.now() - start < 8_000)
  })
}

test('a PDF inside that would act is bytes to download, at its own address too', () => {
  const [still, active] = ['%PDF-1.4\n', '%PDF-1.4\n<< /S /JavaScript /JS (app.alert(1)) >>\n'].map((pdf) => ({
    data: Buffer.from(pdf).toString('base64'),
  }))
  const document = parseFhirDocument(documentOf([{ resourceType: 'DiagnosticReport', presentedForm: [still, active] }]))
  assert.equal(readAttachment(document, 0).mediaType, 'application/pdf')
  assert.equal(readAttachment(document, 1).mediaType, 'application/octet-stream')
})

test('a word of a document is never a word of the language that reads it', () => {
  const absent = { coding: [{ system: 's', code: 'constructor' }] }
  const bytes = documentOf([{ status: 'constructor', valueString: 'x' }, { dataAbsentReason: absent }])
  const results = read(bytes)?.readResults() ?? []
  assert.deepEqual(
    results.map(({ status, values }) => ({ status, values })),
    [
      { status: 'final', values: [{ kind: 'text', text: 'x' }] },
      { status: 'final', values: [{ kind: 'coded', coding: { system: 's', code: 'constructor' } }] },
    ],
  )
})

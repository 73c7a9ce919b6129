import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { corpus, corpusPath, skipWithoutCorpus } from '../../../../tests/support/corpus.ts'
import { documentOf, fhirReport } from '../../../../tests/support/fhir-document.ts'
import { fhirXmlOf } from '../../../../tests/support/fhir-xml.ts'
import { Problem } from '../../../platform/problem.ts'
import { createReference } from '../../../reference/create-reference.ts'
import { readClinicalDocument } from '../clinical-document.ts'
import { checkContent } from '../content/check-content.ts'
import { sniffContent } from '../content/sniff-content.ts'
import { findAttachments } from './attachments.ts'
import { parseFhirDocument } from './parse-fhir-document.ts'
import { readFhirBody } from './read-fhir-body.ts'

const reference = createReference()

const readAs = (kind: 'json' | 'xml', bytes: Buffer) => {
  const document = parseFhirDocument(bytes)
  const read = readClinicalDocument(reference, `application/fhir+${kind}`, bytes)
  assert.ok(read)
  const { readResults, readStatements, readVitalSigns, ...told } = read
  const { contentType, ...metadata } = read.metadata
  assert.equal(contentType, `application/fhir+${kind}`)
  return {
    ...told,
    results: readResults(),
    statements: readStatements(),
    vitalSigns: readVitalSigns(),
    metadata,
    body: readFhirBody(document),
    files: findAttachments(document),
  }
}

const same = (json: Buffer, name: string): void => {
  const xml = fhirXmlOf(json)
  assert.equal(checkContent('application/fhir+xml', xml), 'application/fhir+xml', name)
  assert.deepEqual(readAs('xml', xml), readAs('json', json), name)
}

test('our own report says in XML what it says in JSON: index, remarks, results, text, files', () => {
  assert.equal(readAs('xml', fhirXmlOf(fhirReport())).results.length, 9)
  same(fhirReport(), 'our own')
})

const folder = 'hl7eu-lab/examples'
test('so does every European report', skipWithoutCorpus(folder), () => {
  const names = corpus(folder) === undefined ? [] : readdirSync(corpusPath(folder))
  const reports = names.filter((name) => /^Bundle.*\.json$/.test(name))
  assert.ok(reports.length > 0)
  for (const name of reports) same(readFileSync(corpusPath(folder, name)), name)
})

test('answers, lists of one, and what stands beside a value', () => {
  const document = documentOf([{ code: { text: 'Nitrites' }, valueBoolean: true }, { valueInteger: 12 }])
  same(document, 'answers')
  const beside = fhirXmlOf(document)
    .toString()
    .replace(
      '<valueInteger value="12"/>',
      '<valueInteger value="12"><extension url="u"><valueCode value="x"/></extension></valueInteger>',
    )
  assert.deepEqual(readAs('xml', Buffer.from(beside)), readAs('xml', fhirXmlOf(document)))
})

const bundle = (inside: string, namespace = 'http://hl7.org/fhir'): Buffer =>
  Buffer.from(`<Bundle xmlns="${namespace}"><type value="document"/>${inside}</Bundle>`)

const composition = (inside = ''): string =>
  `<entry><resource><Composition><status value="final"/>${inside}</Composition></resource></entry>`

const reasonOf = (bytes: Buffer): string => {
  try {
    return readClinicalDocument(reference, 'application/fhir+xml', bytes) ? 'read' : 'not read'
  } catch (error) {
    return error instanceof Problem ? error.reason : String(error)
  }
}

const deep = (levels: number): string => '<section>'.repeat(levels) + '</section>'.repeat(levels)

for (const [what, bytes, reason] of [
  ['a document', bundle(composition()), 'read'],
  [
    'with a prefix',
    Buffer.from(
      bundle(composition())
        .toString()
        .replaceAll(/<(\/?)/g, '<$1f:')
        .replace('xmlns=', 'xmlns:f='),
    ),
    'read',
  ],
  ['in UTF-16', Buffer.from(`\ufeff${bundle(composition()).toString()}`, 'utf16le'), 'read'],
  ['no Composition first', bundle('<entry><resource><Patient/></resource></entry>'), 'fhir-not-a-document'],
  [
    'a message',
    Buffer.from('<Bundle xmlns="http://hl7.org/fhir"><type value="message"/></Bundle>'),
    'fhir-not-a-document',
  ],
  ['another namespace', bundle(composition(), 'urn:x'), 'fhir-not-a-document'],
  [
    'taken back',
    Buffer.from(bundle(composition()).toString().replace('"final"', '"entered-in-error"')),
    'fhir-document-in-error',
  ],
  ['a document type', Buffer.from(`<!DOCTYPE a [<!ENTITY b "c">]>${bundle(composition()).toString()}`), 'xml-doctype'],
  ['broken', bundle('<entry>'), 'xml-malformed'],
  ['nothing', Buffer.from('<'), 'xml-malformed'],
  ['too deep for a document', bundle(composition(deep(70))), 'fhir-too-deep'],
  ['too deep for XML', bundle(composition(deep(200))), 'xml-too-deep'],
  [
    'a member of the language',
    bundle(composition('<__proto__ value="x"/><constructor><a value="b"/></constructor>')),
    'read',
  ],
] as const)
  test(`${what}: ${reason}`, () => assert.equal(reasonOf(bytes), reason))

test('text of another vocabulary in a narrative is its text; markup that was text stays text', () => {
  const div = '<div xmlns="http://www.w3.org/1999/xhtml"><p>a &lt;b&gt; <x:y xmlns:x="urn:x">c</x:y></p></div>'
  const { sections } = readFhirBody(
    parseFhirDocument(bundle(composition(`<section><text><status value="generated"/>${div}</text></section>`))),
  )
  assert.match(JSON.stringify(sections), /a <b> c/)
})

test('the root alone says that XML is FHIR', () => {
  const kinds: readonly [string, string][] = [
    [bundle('').toString(), 'application/fhir+xml'],
    [`<?xml version="1.0"?>\n<!-- b -->\n${bundle('').toString()}`, 'application/fhir+xml'],
    ['<f:Bundle xmlns:g="urn:g" xmlns:f="http://hl7.org/fhir"/>', 'application/fhir+xml'],
    ['<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:f="http://hl7.org/fhir"/>', 'text/xml'],
    ['<ClinicalDocument xmlns="urn:hl7-org:v3"><Bundle xmlns="http://hl7.org/fhir"/></ClinicalDocument>', 'text/xml'],
    ['<!-- <Bundle xmlns="http://hl7.org/fhir"> --><a/>', 'text/xml'],
  ]
  for (const [text, kind] of kinds) assert.equal(sniffContent(Buffer.from(text)), kind, text)
  const long = Buffer.from(`<A ${'xmlns="'.repeat(3_000)}`)
  assert.equal(sniffContent(long), 'text/xml')
})

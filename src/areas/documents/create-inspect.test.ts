import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Problem } from '../../platform/problem.ts'
import { createReference } from '../../reference/create-reference.ts'
import type { DocumentMetadata } from '../../reference/document-entry.ts'
import { createInspect, mergeIndex } from './create-inspect.ts'
import type { Inspection } from './inspect-document.ts'
import { loadExamples } from './load-examples.ts'
import { readAtOnceBytes } from './search/text-of-content.ts'

const reference = createReference()
const inspect = createInspect(reference)
const [example] = loadExamples(reference)
if (!example) throw new Error('no example document')

const asSent: Inspection = { ...example, field: 'Bundle.entry[2].resource' }
const attachment = 'Bundle.entry[2].resource.content[0].attachment'

const refusalOf = (change: Partial<Inspection>): string => {
  try {
    inspect({ ...asSent, ...change })
    return 'taken'
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'incorrect') throw error
    return `${error.reason} ${error.details['field']} ${error.details['code']}`
  }
}

const text = example.bytes.toString('utf8')
const rewritten = (from: string | RegExp, to: string): { bytes: Buffer } => ({
  bytes: Buffer.from(text.replace(from, to)),
})
const declaredAs = (contentType: string): { metadata: DocumentMetadata } => ({
  metadata: { ...example.metadata, contentType },
})

test('the project’s own examples are inspected without an error', () => {
  for (const one of loadExamples(reference)) {
    const { metadata } = inspect({ ...one, field: 'x' })
    assert.equal(metadata.title, one.metadata.title)
  }
})

const faults: [string, Partial<Inspection>, string][] = [
  ['nothing', { bytes: Buffer.alloc(0) }, `content-empty ${attachment} InvalidDocumentContent`],
  ['another type than declared', declaredAs('image/png'), `content-type-mismatch ${attachment} InvalidDocumentContent`],
  ['a type nobody takes', declaredAs('text/html'), `content-type-not-allowed ${attachment} InvalidDocumentContent`],
  [
    'another patient’s document',
    { patient: { ...example.patient, value: '199999999999999' } },
    `content-names-another-patient ${attachment} XDSPatientIdDoesNotMatch`,
  ],
  [
    'the patient’s number in another system',
    { patient: { ...example.patient, system: 'urn:oid:1.2.3' } },
    `content-names-another-patient ${attachment} XDSPatientIdDoesNotMatch`,
  ],
]

for (const [what, change, expected] of faults) {
  test(`refused, pointing at the attachment: ${what}`, () => assert.equal(refusalOf(change), expected))
}

const broken: [string, { bytes: Buffer }][] = [
  ['cut short', { bytes: example.bytes.subarray(0, example.bytes.length - 30) }],
  ['with a document type', rewritten('<ClinicalDocument', '<!DOCTYPE x [<!ENTITY a "b">]><ClinicalDocument')],
  ['with an element that the standard does not know', rewritten('<recordTarget>', '<invented/><recordTarget>')],
  ['another kind of XML', { bytes: Buffer.from('<?xml version="1.0"?><a/>') }],
]

for (const [what, change] of broken) {
  test(`refused, pointing at the attachment: XML ${what}`, () => {
    assert.match(refusalOf(change), new RegExp(`^[a-z-]+ ${attachment.replaceAll(/[[\]]/g, '\\$&')} [A-Za-z]+$`))
  })
}

test('what the document says of itself wins, what only the message says stays', () => {
  const sent = {
    ...example.metadata,
    title: 'Of the message',
    description: 'Of the message',
    uniqueId: 'urn:uuid:other',
  }
  const { metadata, warnings } = inspect({ ...asSent, metadata: sent })
  assert.equal(metadata.title, example.metadata.title)
  assert.equal(metadata.description, 'Of the message')
  assert.equal(metadata.uniqueId, 'urn:uuid:other')
  assert.ok(warnings.includes('unique-id-differs-from-document'))
})

test('a type that differs from the document’s is replaced, and told', () => {
  const other = reference.all('document-types').find(({ code }) => code !== example.metadata.type.code)
  assert.ok(other)
  const { metadata, warnings } = inspect({ ...asSent, metadata: { ...example.metadata, type: other } })
  assert.equal(metadata.type.code, example.metadata.type.code)
  assert.ok(warnings.includes('type-differs-from-document'))
})

test('a document of another format is taken as the message describes it', () => {
  const sent = { ...example.metadata, contentType: 'text/plain' }
  const plain = inspect({ ...asSent, metadata: sent, bytes: Buffer.from('Bonjour') })
  assert.deepEqual(plain, { metadata: sent, warnings: [], results: [], text: 'Bonjour' })
})

test('the index: every member is the header’s where it says something, the message’s elsewhere', () => {
  const taken = ['title', 'createdAt', 'authors', 'events', 'periodStart', 'language'] as const
  const kept = [
    'uniqueId',
    'status',
    'archived',
    'visibility',
    'format',
    'contentType',
    'datedAt',
    'relatesTo',
  ] as const
  fc.assert(
    fc.property(fc.subarray([...taken]), (silent) => {
      const full: DocumentMetadata = { ...example.metadata, events: [{ system: 's', code: 'c' }], periodStart: '2026' }
      const header: DocumentMetadata = { ...full }
      if (silent.includes('title')) header.title = ''
      if (silent.includes('authors')) header.authors = []
      if (silent.includes('events')) header.events = []
      if (silent.includes('periodStart')) delete header.periodStart
      if (silent.includes('language')) delete header.language
      const sent: DocumentMetadata = { ...full, title: 'M', createdAt: '1999', authors: [{ device: 'M' }], events: [] }
      const index = mergeIndex(
        { ...sent, periodStart: '1998', language: 'xx', uniqueId: 'urn:m', datedAt: '1997' },
        header,
      )
      assert.equal(index.title, silent.includes('title') ? 'M' : full.title)
      assert.deepEqual(index.authors, silent.includes('authors') ? [{ device: 'M' }] : full.authors)
      assert.deepEqual(index.events, silent.includes('events') ? [] : full.events)
      assert.equal(index.periodStart, silent.includes('periodStart') ? '1998' : '2026')
      assert.equal(index.language, silent.includes('language') ? 'xx' : full.language)
      assert.equal(index.createdAt, full.createdAt)
      for (const key of kept) assert.deepEqual(index[key], { ...sent, uniqueId: 'urn:m', datedAt: '1997' }[key])
    }),
  )
})

const padded = (bytes: Buffer, size: number): { bytes: Buffer } => ({
  bytes: Buffer.concat([bytes, Buffer.alloc(size - bytes.length, ' ')]),
})

test('text and results of a short content are told at once; those of a long one are left for later, as a PDF’s text is, with everything else told', () => {
  const short = inspect(asSent)
  assert.ok(short.text !== undefined && short.text.length > 0)
  assert.equal(inspect({ ...asSent, ...padded(example.bytes, readAtOnceBytes) }).text, short.text)
  const { text: _text, results: _results, statements: _statements, ...others } = short
  assert.deepEqual(inspect({ ...asSent, ...padded(example.bytes, readAtOnceBytes + 1) }), others)
  const plain = { ...asSent, ...declaredAs('text/plain') }
  assert.equal(inspect({ ...plain, ...padded(Buffer.from('Bonjour'), readAtOnceBytes) }).text, 'Bonjour')
  assert.equal(inspect({ ...plain, ...padded(Buffer.from('Bonjour'), readAtOnceBytes + 1) }).text, undefined)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Type } from 'typebox'
import { corpusPath, skipWithout } from '../../../../tests/support/corpus.ts'
import { exampleBytes, exampleWith } from '../../../../tests/cda/cda-examples.ts'
import { Problem } from '../../../platform/problem.ts'
import { readData } from '../../../reference/data-file.ts'
import { cdaWarnings } from './cda-warnings.ts'
import { checkStructure } from './check-structure.ts'
import { parseCda } from './parse-cda.ts'
import { parseXml } from './parse-xml.ts'
import { readBody } from './read-body.ts'
import { readHeader } from './read-header.ts'
import { xmlLimits } from './scan-tree.ts'
import { textOf } from './xml-element.ts'

const letter = 'discharge-letter.xml'
const nested = (depth: number): string => '<a>'.repeat(depth) + '</a>'.repeat(depth)
const attributes = (count: number): string => `<a ${Array.from({ length: count }, (_, at) => `b${at}="1"`).join(' ')}/>`
const bomb = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'

const attacks: [string, string | Uint8Array, string][] = [
  ['nothing', '', 'xml-malformed'],
  ['no XML', 'bonjour', 'xml-malformed'],
  ['unclosed element', '<a><b></a>', 'xml-malformed'],
  ['two roots', '<a/><b/>', 'xml-malformed'],
  ['document type', '<!DOCTYPE a><a/>', 'xml-doctype'],
  [
    'document type behind a comment',
    '<?xml version="1.0"?><!-- x --> <!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
    'xml-doctype',
  ],
  ['entity bomb', bomb, 'xml-doctype'],
  ['entity bomb in UTF-16', Buffer.from(`\ufeff${bomb}`, 'utf16le'), 'xml-doctype'],
  ['undeclared entity', '<a>&secret;</a>', 'xml-malformed'],
  ['unbound prefix', '<a><q:b/></a>', 'xml-malformed'],
  ['one level too deep', nested(xmlLimits.depth + 1), 'xml-too-deep'],
  ['thousands of levels', nested(100_000), 'xml-malformed'],
  ['one attribute too many', attributes(xmlLimits.attributes + 1), 'xml-too-many-attributes'],
  ['bytes that are not UTF-8', Buffer.from('<a>\xe9</a>', 'latin1'), 'xml-encoding'],
  ['unknown encoding', '<?xml version="1.0" encoding="x-none"?><a/>', 'xml-encoding'],
]

const reasonOf = (read: () => unknown): string => {
  try {
    read()
    return 'accepted'
  } catch (error) {
    assert.ok(error instanceof Problem, String(error))
    assert.equal(error.kind, 'incorrect')
    assert.equal(error.details['code'], 'InvalidDocumentContent')
    return error.reason
  }
}

for (const [name, content, reason] of attacks) {
  test(`${name}: ${reason}`, () => {
    assert.equal(
      reasonOf(() => parseXml(Buffer.from(content))),
      reason,
    )
  })
}

test('limits themselves are within', () => {
  assert.equal(
    reasonOf(() => parseXml(Buffer.from(nested(xmlLimits.depth)))),
    'accepted',
  )
  assert.equal(
    reasonOf(() => parseXml(Buffer.from(attributes(xmlLimits.attributes)))),
    'accepted',
  )
})

test('text comes through as written: references, CDATA, comments, several encodings', () => {
  const mixed = '<a b="&quot;&#10;&lt;">é&amp;<!-- no --><![CDATA[<x>]]>&#233;</a>'
  const encodings: [string, Buffer][] = [
    ['utf-8', Buffer.from(mixed)],
    ['latin-1', Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${mixed}`, 'latin1')],
    ['windows-1252', Buffer.from(`<?xml version="1.0" encoding="windows-1252"?>${mixed}`, 'latin1')],
    ['utf-16', Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${mixed}`, 'utf16le')],
  ]
  for (const [name, bytes] of encodings) {
    const root = parseXml(bytes)
    assert.equal(textOf(root), 'é&<x>é', name)
    assert.equal(root.attributes.get('b'), '"\n<', name)
  }
})

test('a document inside a style sheet is taken out, and nothing of the sheet is run', () => {
  const inner = exampleBytes(letter)
    .toString('utf8')
    .replace(/^<\?xml.*\?>/, '')
  const sheet = `<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0"><xsl:template match="/">
    <xsl:value-of select="document('file:///etc/passwd')"/></xsl:template>${inner}</xsl:stylesheet>`
  const { wrapped, root } = parseCda(Buffer.from(sheet))
  assert.equal(wrapped, true)
  assert.deepEqual(readHeader({ wrapped, root }), readHeader(parseCda(exampleBytes(letter))))
})

test('a root that is no clinical document is refused by name', () => {
  const other = exampleWith(letter, 'xmlns="urn:hl7-org:v3"', 'xmlns="urn:hl7-org:v2"')
  assert.equal(
    reasonOf(() => parseCda(other)),
    'cda-not-a-clinical-document',
  )
})

const request = Type.Object({
  entry: Type.Array(
    Type.Object({ resource: Type.Object({ resourceType: Type.String(), data: Type.Optional(Type.String()) }) }),
  ),
})

test('the hostile requests of the corpus are refused', { skip: skipWithout('mhd-cases') }, () => {
  for (const name of ['ko-xxe', 'ko-entity-bomb']) {
    const { entry } = readData(corpusPath('mhd-cases', 'requests', `${name}.json`), request)
    const data = entry.flatMap(({ resource }) => (resource.resourceType === 'Binary' ? (resource.data ?? []) : []))
    assert.equal(data.length, 1)
    assert.equal(
      reasonOf(() => parseCda(Buffer.from(data[0] ?? '', 'base64'))),
      'xml-doctype',
      name,
    )
  }
})

test('mutated bytes give a result or a Problem, never a crash', () => {
  const files = [letter, 'laboratory-report.xml'].map(exampleBytes)
  const edits = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 6 })
  let accepted = 0
  fc.assert(
    fc.property(fc.constantFrom(...files), edits, (file, changes) => {
      const bytes = Buffer.from(file)
      for (const [at, byte] of changes) bytes[at % bytes.length] = byte
      try {
        const document = parseCda(bytes)
        checkStructure(document)
        cdaWarnings(document)
        readHeader(document)
        readBody(document)
        accepted += 1
      } catch (error) {
        if (!(error instanceof Problem)) throw error
      }
    }),
    { numRuns: 2000, seed: 7 },
  )
  assert.ok(accepted > 0)
})

test('a shortened file is refused', () => {
  const bytes = exampleBytes(letter)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: bytes.length - 10 }), (length) => {
      assert.notEqual(
        reasonOf(() => parseCda(bytes.subarray(0, length))),
        'accepted',
      )
    }),
    { numRuns: 200, seed: 7 },
  )
})

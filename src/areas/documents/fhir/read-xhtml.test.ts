import assert from 'node:assert/strict'
import { test } from 'node:test'
import { documentOf } from '../../../../tests/support/fhir-document.ts'
import { parseFhirDocument } from './parse-fhir-document.ts'
import { readFhirBody } from './read-fhir-body.ts'
import { readXhtml } from './read-xhtml.ts'

const div = (inside: string): string => `<div xmlns="http://www.w3.org/1999/xhtml">${inside}</div>`
const plain = (value: unknown): string => JSON.stringify(value)

test('paragraphs, lists, marks and tables are kept as structure', () => {
  assert.deepEqual(readXhtml(div('<p>a <b>b</b><br/><em>c</em></p><ol><li>1</li></ol>')), [
    {
      kind: 'paragraph',
      inlines: [
        { kind: 'text', text: 'a ', marks: [] },
        { kind: 'text', text: 'b', marks: ['bold'] },
        { kind: 'break' },
        { kind: 'text', text: 'c', marks: ['italics'] },
      ],
    },
    {
      kind: 'list',
      ordered: true,
      items: [[{ kind: 'paragraph', inlines: [{ kind: 'text', text: '1', marks: [] }] }]],
    },
  ])
  const [table] = readXhtml(
    div('<table><caption>t</caption><tr><th scope="row">a</th><td colspan="2">b</td></tr></table>'),
  )
  assert.ok(table?.kind === 'table' && table.caption === 't')
  assert.deepEqual(
    table.rows[0]?.cells.map(({ heading, columns }) => [heading, columns]),
    [
      [true, 1],
      [false, 2],
    ],
  )
})

const hostile = [
  '<script>alert(1)</script>',
  '<p onclick="alert(1)">x</p>',
  '<a href="javascript:alert(1)">x</a>',
  '<img src="https://elsewhere.example/x.png" alt="x"/>',
  '<p style="background:url(https://elsewhere.example)">x</p>',
  '<iframe src="https://elsewhere.example"/>',
  '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  '<style>p{}</style>',
]

for (const inside of hostile) {
  test(`nothing of this comes through: ${inside}`, () =>
    assert.doesNotMatch(plain(readXhtml(div(inside))), /alert|elsewhere|href|style|\{\}|onclick/))
}

test('named characters are those characters, and unknown ones nothing', () =>
  assert.match(plain(readXhtml(div('<p>5&nbsp;&micro;g &amp; &unheardof;&eacute;</p>'))), /5 µg & é/))

const section = (text: object | undefined, entry: object[] = [{ reference: 'urn:uuid:0' }]) => ({
  section: [{ title: 'S', ...(text && { text }), entry }],
})
const bodyOf = (observation: object, composition: object) =>
  readFhirBody(parseFhirDocument(documentOf([observation], composition)))

test('more text than any report has is left out', () => {
  const long = div('<p>told</p>'.repeat(30_000))
  const text = { status: 'generated', div: long }
  const sections = Array.from({ length: 3 }, () => ({ title: 'S', text }))
  const shown = plain(bodyOf({}, { section: sections }))
  assert.equal(shown.split('told').length, 30_001)
})

test('a section without a text shows those of its resources, each once', () => {
  const composition = section(undefined, [{ reference: 'urn:uuid:0' }, { reference: 'urn:uuid:0' }])
  const shown = plain(bodyOf({ text: { div: div('<p>told</p>') } }, composition))
  assert.equal(shown.split('told').length, 2)
})

test('a text that is not XHTML is not shown, and the rest is', () => {
  const { sections } = bodyOf({}, section({ div: '<div><p>' }))
  assert.deepEqual(sections, [{ title: 'S', blocks: [], sections: [] }])
  for (const bomb of ['<!DOCTYPE d [<!ENTITY a "b">]><div>&a;</div>', '<'.repeat(1000), ''])
    assert.equal(bodyOf({}, section({ div: bomb })).sections.length, 1)
})

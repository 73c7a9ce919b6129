import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { corpusPath, skipWithout } from '../../../../tests/support/corpus.ts'
import { exampleBytes, exampleWith } from '../../../../tests/cda/cda-examples.ts'
import { Problem } from '../../../platform/problem.ts'
import type { BodyBlock, BodySection, CdaBody } from './body.ts'
import { parseCda } from './parse-cda.ts'
import { readBody } from './read-body.ts'
import { readEmbedded } from './read-embedded.ts'
import { readHeader } from './read-header.ts'
import { findChild, textOf, walkElements } from './xml-element.ts'

const imaging = 'imaging-report.xml'

const bodyWith = (narrative: string): BodyBlock[] => {
  const bytes = exampleWith(imaging, /<text>[\s\S]*?<\/text>/, `<text>${narrative}</text>`)
  return readBody(parseCda(bytes)).sections[0]?.blocks ?? []
}

const textsOf = (blocks: BodyBlock[]): string[] =>
  blocks.flatMap((block) => {
    if (block.kind === 'paragraph') return block.inlines.map((inline) => (inline.kind === 'text' ? inline.text : '\n'))
    if (block.kind === 'list') return block.items.flatMap(textsOf)
    if (block.kind === 'media') return []
    return [...block.head, ...block.rows].flatMap(({ cells }) => cells.flatMap((cell) => textsOf(cell.blocks)))
  })

const plain = (text: string): BodyBlock => ({ kind: 'paragraph', inlines: [{ kind: 'text', text, marks: [] }] })

const narratives: [string, string, BodyBlock[]][] = [
  ['loose text', ' a \n b ', [plain('a b')]],
  ['paragraphs and what stands between', 'a<paragraph>b</paragraph>c', [plain('a'), plain('b'), plain('c')]],
  ['a link is its text', '<linkHtml href="javascript:alert(1)">ici</linkHtml>', [plain('ici')]],
  ['a handler is dropped', '<paragraph onclick="x()">a</paragraph>', [plain('a')]],
  ['a script is dropped whole', 'a<script>alert(1)</script><h:script xmlns:h="urn:h">x</h:script>', [plain('a')]],
  ['a style is dropped whole', '<style>p{background:url(//x)}</style>a', [plain('a')]],
  ['an unknown element is its text', '<marquee>a<img src="//x"/></marquee>', [plain('a')]],
  ['markup in text stays text', '&lt;img src=x onerror=y&gt;', [plain('<img src=x onerror=y>')]],
  [
    'marks',
    '<content styleCode="Bold xUnderline">a</content><sub>2</sub><content styleCode="Italics"><content styleCode="Underline">b</content></content>',
    [
      {
        kind: 'paragraph',
        inlines: [
          { kind: 'text', text: 'a', marks: ['bold'] },
          { kind: 'text', text: '2', marks: ['sub'] },
          { kind: 'text', text: 'b', marks: ['italics', 'underline'] },
        ],
      },
    ],
  ],
  [
    'a list with a caption',
    '<list listType="ordered"><caption>c</caption><item>a</item><item><list><item>b</item></list></item></list>',
    [
      {
        kind: 'list',
        ordered: true,
        caption: 'c',
        items: [[plain('a')], [{ kind: 'list', ordered: false, items: [[plain('b')]] }]],
      },
    ],
  ],
  ['a picture from elsewhere is dropped', '<renderMultiMedia referencedObject="nowhere"/>a', [plain('a')]],
  [
    'spans are bounded',
    '<table border="9" width="9999"><thead><tr><th scope="col" colspan="2">a</th></tr></thead><tbody><tr><td rowspan="1000000" colspan="-3" style="x">b</td></tr></tbody></table>',
    [
      {
        kind: 'table',
        head: [{ cells: [{ heading: true, scope: 'col', columns: 2, rows: 1, blocks: [plain('a')] }] }],
        rows: [{ cells: [{ heading: false, columns: 1, rows: 100, blocks: [plain('b')] }] }],
      },
    ],
  ],
]

for (const [name, narrative, expected] of narratives) {
  test(name, () => assert.deepEqual(bodyWith(narrative), expected))
}

test('line breaks stay between texts and not around them', () => {
  assert.deepEqual(textsOf(bodyWith('<br/>a<br/>b<br/>')), ['a', '\n', 'b'])
})

test('a level-1 document is its file', () => {
  const document = parseCda(exampleBytes('thyroid-report-pdf.xml'))
  assert.deepEqual(readBody(document), { sections: [], wholeFile: 0 })
  assert.match(readEmbedded(document, 0).bytes.subarray(0, 8).toString('latin1'), /^%PDF-1/)
  assert.throws(
    () => readEmbedded(document, 1),
    (error) => error instanceof Problem && error.reason === 'embedded-file-unknown',
  )
})

const sectionsOf = (sections: BodySection[]): BodySection[] =>
  sections.flatMap((section) => [section, ...sectionsOf(section.sections)])

const words = (text: string): string => text.replace(/[\s\u00a0]+/g, '')

const narrativeText = (body: CdaBody): string =>
  sectionsOf(body.sections)
    .flatMap(({ blocks }) => textsOf(blocks))
    .join('')

test(
  'no word of an official example is lost, and every named file is shown',
  { skip: skipWithout('cisis-cda') },
  () => {
    let media = 0
    for (const name of readdirSync(corpusPath('cisis-cda', 'ExemplesCDA'))) {
      const document = parseCda(readFileSync(corpusPath('cisis-cda', 'ExemplesCDA', name)))
      const body = readBody(document)
      const written = [...walkElements(document.root)]
        .filter((element) => element.name === 'section')
        .map((section) => findChild(section, 'text'))
      const captions = [...walkElements(document.root)]
        .filter((element) => element.name === 'caption')
        .map((element) => words(textOf(element)))
      if (captions.length === 0) assert.equal(words(narrativeText(body)), words(written.map(textOf).join('')), name)
      media += JSON.stringify(body).split('"kind":"media"').length - 1
      for (const [index, { mediaType }] of readHeader(document).embedded.entries()) {
        const sniffed = readEmbedded(document, index)
        // Six pictures say they are JPEG and are PNG; no other declaration is wrong.
        assert.ok(
          sniffed.mediaType === mediaType || (mediaType === 'image/jpeg' && sniffed.mediaType === 'image/png'),
          name,
        )
      }
    }
    assert.equal(media, 40)
  },
)

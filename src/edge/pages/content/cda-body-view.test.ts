import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fakeParts, holderSession } from '../../../../tests/support/pages/fake-parts.ts'
import { sampleBody, sampleDocument } from '../../../../tests/support/pages/sample-documents.ts'
import { startPages } from '../../../../tests/support/pages/start-pages.ts'
import type { DocumentBody } from '../../../areas/documents/index.ts'

const at = `/my/documents/${sampleDocument(1).id}`

const paperOf = async (body: DocumentBody): Promise<string> => {
  const parts = fakeParts(holderSession())
  parts.documents.readDocumentBody = async () => ({ entry: sampleDocument(1), body })
  const page = await (await startPages(parts)).inject({ url: at })
  return /<section class="paper"[\s\S]*?<h2>À propos/.exec(page.body)?.[0] ?? ''
}

test('a narrative becomes headings, marks, lists, tables and pictures', async () => {
  const embedded = [{ index: 0, mediaType: 'image/png', size: 10 }]
  const paper = await paperOf({ kind: 'cda', body: sampleBody('Glucose'), embedded, results: [] })
  assert.match(paper, /<h2>Glucose<\/h2>/)
  assert.match(paper, /<h3>Glucose<\/h3>.*<h4>Glucose<\/h4>/s)
  assert.match(paper, /<sup><sub><u><em><strong>Glucose<\/strong><\/em><\/u><\/sub><\/sup><br\/>Glucose/)
  assert.match(paper, /<ol><li>/)
  assert.match(paper, /<caption>Glucose<\/caption><thead><tr><td colspan="2">/)
  assert.match(paper, /<th rowspan="2" scope="row">Glucose<\/th>/)
  assert.match(paper, new RegExp(`<img[^>]*src="${at}/parts/0"[^>]*alt="Glucose"`))
  assert.equal(paper.match(/<img/g)?.length, 1, 'a part that is not there is not drawn')
})

test('a whole document that is a PDF is shown in the page, with a way to open it', async () => {
  const paper = await paperOf({
    kind: 'cda',
    body: { sections: [], wholeFile: 0 },
    embedded: [{ index: 0, mediaType: 'application/pdf', size: 10 }],
    results: [],
  })
  assert.match(paper, new RegExp(`<object[^>]*data="${at}/parts/0#[^"]*"[^>]*type="application/pdf"`))
  assert.match(paper, new RegExp(`<a[^>]*href="${at}/parts/0"`))
})

test('a PDF whose pages were read is shown as pictures of them, each named once', async () => {
  const reading = { pageCount: 5, pages: ['Un', '', 'Trois', '', ''], cut: false }
  const paper = await paperOf({
    kind: 'cda',
    body: { sections: [], wholeFile: 0 },
    embedded: [{ index: 0, mediaType: 'application/pdf', size: 10, pdf: { isLarge: false, reading } }],
    results: [],
  })
  assert.doesNotMatch(paper, /<object/)
  assert.match(paper, new RegExp(`id="page-0-1"><img[^>]*src="${at}/parts/0/pages/1"[^>]*alt="Page 1 sur 5"`))
  assert.match(paper, /<figcaption aria-hidden="true">Page 1 sur 5</)
  assert.match(paper, new RegExp(`href="${at}\\?page-0=4#page-0-4"`))
})

test('what browsers could run or misread is offered to keep, not shown', async () => {
  for (const mediaType of ['image/svg+xml', 'text/html', 'application/octet-stream', 'image/tiff']) {
    const paper = await paperOf({
      kind: 'cda',
      body: { sections: [], wholeFile: 0 },
      embedded: [{ index: 0, mediaType, size: 10 }],
      results: [],
    })
    assert.doesNotMatch(paper, /<img|<object|<iframe/, mediaType)
    assert.match(paper, /download/, mediaType)
  }
})

test('an empty narrative says so', async () => {
  assert.match(
    await paperOf({ kind: 'cda', body: { sections: [] }, embedded: [], results: [] }),
    /ne contient pas de texte/,
  )
})

test('sections deep inside sections keep the last heading', async () => {
  const section = { title: 'x', blocks: [], sections: [] }
  const nested = { title: 'a', blocks: [], sections: [{ ...section, sections: [{ ...section, sections: [section] }] }] }
  const paper = await paperOf({ kind: 'cda', body: { sections: [nested] }, embedded: [], results: [] })
  assert.equal(paper.match(/<h4>/g)?.length, 2)
})

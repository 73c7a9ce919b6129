import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HistoryLine } from '../../areas/history/types.ts'
import type { DocumentEntry } from '../../reference/document-entry.ts'
import type { PagesParts } from './parts.ts'
import { fakeParts, holderSession, professionalSession } from '../../../tests/support/pages/fake-parts.ts'
import { sampleBody, sampleDocument } from '../../../tests/support/pages/sample-documents.ts'
import { sampleResults } from '../../../tests/support/pages/sample-results.ts'
import { startPages } from '../../../tests/support/pages/start-pages.ts'

const deposit: HistoryLine = {
  n: '8',
  at: '2026-03-04T10:02:00.000Z',
  effect: 'permit',
  reason: 'deposit',
  act: 'deposit-document',
  actor: { kind: 'software', id: 'laboratory', name: 'Laboratoire des Tilleuls' },
  capacity: 'depositor',
  channel: 'fhir',
  documentId: sampleDocument(1).id,
  documentTitle: 'Compte rendu',
}

const withDocument = (changes: Partial<DocumentEntry>, session = holderSession()): PagesParts => {
  const parts = fakeParts(session)
  const entry = sampleDocument(1, changes)
  const documentLanguage = entry.language === undefined ? {} : { documentLanguage: entry.language }
  parts.documents.listDocuments = async () => ({ entries: [entry], total: 1 })
  parts.documents.listOwn = async () => ({ entries: [entry], total: 1, folders: [], pinned: [] })
  const facets = { isCounted: true, types: new Map(), years: new Map(), authors: [], specialties: [], fresh: 0 }
  parts.documents.browseDocuments = async () => ({ entries: [entry], total: 1, facets })
  parts.documents.previewHiding = async () => ({ entry, viewers: [] })
  parts.documents.readDocumentBody = async () => ({
    entry,
    body: {
      kind: 'cda',
      body: sampleBody('Glucose'),
      embedded: [{ index: 0, mediaType: 'image/png', size: 10 }],
      results: sampleResults('Glucose'),
    },
  })
  parts.history.readHistory = async () => ({ lines: [{ ...deposit, ...documentLanguage }] })
  return parts
}

const read = async (parts: PagesParts, url: string, lang: 'fr' | 'en'): Promise<string> =>
  (await (await startPages(parts)).inject({ url, headers: { cookie: `carnet-lang=${lang}` } })).body

const main = async (parts: PagesParts, url: string, lang: 'fr' | 'en'): Promise<string> =>
  /<main[\s\S]*<\/main>/.exec(await read(parts, url, lang))?.[0] ?? ''

const document = `/my/documents/${sampleDocument(1).id}`
const title = '<span lang="fr">Compte rendu d’examens biologiques</span>'
const authors = 'Anne Verdier, <span lang="fr">Biologie médicale</span>'
const place = '<span lang="fr">Laboratoire des Tilleuls</span>'

test('on an English page, what a French document says is said in French: title, specialty, place', async () => {
  for (const url of ['/my', '/my/documents', document]) {
    const page = await main(withDocument({ language: 'fr-FR' }), url, 'en')
    assert.ok(page.includes(title), url)
    assert.ok(page.includes(`${authors}, ${place}`), url)
  }
  const seen = await main(withDocument({ language: 'fr-FR' }), `${document}/who-sees`, 'en')
  assert.ok(seen.includes(`<strong>${title}</strong>`))
  const list = await main(withDocument({ language: 'fr-FR' }), '/my/documents', 'en')
  assert.ok(list.includes(`Who sees: ${title}`), 'the words of the eye, then the title')
  const facts = /About this document<\/h2>[\s\S]*/.exec(
    await main(withDocument({ language: 'fr-FR' }), document, 'en'),
  )?.[0]
  assert.ok(facts?.includes(`<dd>${authors}</dd>`))
  assert.ok(facts?.includes(`<dd>${place}</dd>`))
})

test('a professional’s list and reading pane say it too', async () => {
  const parts = withDocument({ language: 'fr-FR' }, professionalSession())
  const page = await main(parts, `/pro/patients/x/documents/${sampleDocument(1).id}`, 'en')
  assert.ok(page.includes(`<h1>${title}</h1>`))
  assert.equal(page.split(title).length - 1, 2)
})

test('titles in the history are in the language of their document', async () => {
  const marked = '<span lang="fr">Compte rendu</span></a>'
  for (const url of ['/my/access', '/my/access/history']) {
    assert.ok((await main(withDocument({ language: 'fr-FR' }), url, 'en')).includes(marked), url)
    assert.doesNotMatch(await main(withDocument({}), url, 'en'), /lang=/, url)
  }
})

test('the narrative is in its language, our own words inside it in ours', async () => {
  const page = await main(withDocument({ language: 'fr' }), document, 'en')
  assert.match(page, /<div class="cda" lang="fr">/)
  assert.match(page, /<div class="scroller" role="group" aria-label="Glucose" tabindex="0"><table><caption>/)
  const parts = withDocument({ language: 'fr' })
  parts.documents.readDocumentBody = async () => ({
    entry: sampleDocument(1, { language: 'fr' }),
    body: {
      kind: 'cda',
      body: {
        sections: [
          {
            blocks: [
              { kind: 'table', head: [], rows: [] },
              { kind: 'media', index: 0 },
            ],
            sections: [],
          },
        ],
        wholeFile: 1,
      },
      embedded: [
        { index: 0, mediaType: 'image/png', size: 10 },
        { index: 1, mediaType: 'application/pdf', size: 10 },
      ],
      results: [],
    },
  })
  const mixed = await main(parts, document, 'en')
  assert.match(mixed, /aria-label="Table" tabindex="0" lang="en"><table lang="fr">/)
  assert.match(mixed, /<div class="pdf" lang="en">/)
  assert.match(mixed, /alt="Image of the document" lang="en"/)
})

test('a document of text is in its language', async () => {
  const parts = withDocument({})
  const entry = sampleDocument(1, { language: 'fr-FR' })
  parts.documents.readDocumentBody = async () => ({ entry, body: { kind: 'text', text: 'Bonjour' } })
  assert.match(await main(parts, document, 'en'), /<pre[^>]*><span lang="fr">Bonjour<\/span><\/pre>/)
})

test('nothing is marked where it is the page’s language, nor by a language nobody can read', async () => {
  for (const url of ['/my', '/my/documents', document, `${document}/who-sees`, '/my/access']) {
    for (const language of ['fr-FR', 'FR', 'fr_FR', 'x-private', '"><b', '', undefined]) {
      const page = await main(withDocument(language === undefined ? {} : { language }), url, 'fr')
      assert.doesNotMatch(page, /lang=/, `${url} ${language}`)
    }
  }
  assert.match(await main(withDocument({ language: 'EN-us' }), document, 'fr'), /<h1><span lang="en">/)
})

test('a document without a title is called by its kind, in the language of the page', async () => {
  const page = await main(withDocument({ language: 'fr-FR', title: ' ' }), document, 'en')
  assert.match(page, /<h1>CR d’examens biologiques<\/h1>/)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createDocumentTitles } from '../../reference/create-document-titles.ts'
import { createReference } from '../../reference/create-reference.ts'
import type { DocumentEntry } from '../../reference/document-entry.ts'
import { fakeParts, holderSession } from '../../../tests/support/pages/fake-parts.ts'
import { sampleBody, sampleDocument } from '../../../tests/support/pages/sample-documents.ts'
import { startPages } from '../../../tests/support/pages/start-pages.ts'

const documentTitles = createDocumentTitles(createReference())
const loinc = 'http://loinc.org'
const tre = 'https://mos.esante.gouv.fr/NOS/TRE_A05-TypeDocComplementaire/FHIR/TRE-A05-TypeDocComplementaire'
const consultation = { system: loinc, code: '11488-4', display: 'CR ou fiche de consultation ou de visite' }
const sickLeave = { system: tre, code: 'PRESC-AAT', display: 'Prescription arrêt de travail' }
const cardiologist = { specialty: { system: tre, code: 'G15_10/SM04' }, person: { family: 'Verdier', given: 'Anne' } }

/** The main part of one of the holder's pages, of one document, with the names that people read. */
const main = async (changes: Partial<DocumentEntry>, page: 'list' | 'document', lang: 'fr' | 'en'): Promise<string> => {
  const parts = fakeParts(holderSession())
  const entry = sampleDocument(1, changes)
  parts.labels = { ...parts.labels, documentTitles }
  parts.documents.listOwn = async () => ({ entries: [entry], total: 1, folders: [], pinned: [] })
  parts.documents.readDocumentBody = async () => ({
    entry,
    body: { kind: 'cda', body: sampleBody('x'), embedded: [], results: [] },
  })
  const url = page === 'list' ? '/my/documents' : `/my/documents/${entry.id}`
  const { body } = await (await startPages(parts)).inject({ url, headers: { cookie: `carnet-lang=${lang}` } })
  return /<main[\s\S]*<\/main>/.exec(body)?.[0] ?? ''
}

test('where its author wrote a code list’s word, a document is called in plain words, once', async () => {
  const changes = { type: consultation, title: consultation.display, authors: [cardiologist] }
  const french = await main(changes, 'list', 'fr')
  assert.match(french, />Compte rendu de consultation \(cardiologie\)</)
  assert.doesNotMatch(french, /CR ou fiche|row-kind/)
  assert.match(await main(changes, 'document', 'en'), /<h1>Consultation report \(cardiology\)<\/h1>/)
})

test('an author’s own title stays, with the kind in plain words beside it', async () => {
  const page = await main({ type: consultation, title: 'Après votre malaise' }, 'list', 'fr')
  assert.match(page, /Après votre malaise/)
  assert.match(page, /row-kind">Compte rendu de consultation</)
})

test('a new sick leave reminds of the employer, in both languages; an old one and another document do not', async () => {
  const fresh = { type: sickLeave, depositedAt: '2026-03-04T10:00:00.000Z' }
  assert.match(await main(fresh, 'document', 'fr'), /employeur dans les 48 heures/)
  assert.match(await main(fresh, 'document', 'en'), /employer within 48 hours/)
  const old = { ...fresh, depositedAt: '2026-01-04T10:00:00.000Z' }
  assert.doesNotMatch(await main(old, 'document', 'fr'), /48 heures/)
  assert.doesNotMatch(await main({ ...fresh, type: consultation }, 'document', 'fr'), /48 heures/)
})

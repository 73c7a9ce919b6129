import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fakeParts, holderSession, professionalSession } from '../../../tests/support/pages/fake-parts.ts'
import { ownForm, startPages } from '../../../tests/support/pages/start-pages.ts'
import type { Visitor } from '../../access/types.ts'
import type { Session } from '../../areas/identity/types.ts'
import { professionalScreens } from './professional/screens.ts'

const child = '66666666-6666-4666-8666-666666666666'
const patient = '11111111-1111-4111-8111-111111111111'

/** Asks a page, and gives under which address each visit to a document came. */
const askedUnder = async (session: Session, url: string, method: 'GET' | 'POST' = 'GET') => {
  const parts = fakeParts(session)
  const under: unknown[] = []
  const noting =
    <R extends unknown[], T>(inner: (visitor: Visitor, ...rest: R) => T) =>
    (visitor: Visitor, ...rest: R): T => {
      under.push(visitor.under)
      return inner(visitor, ...rest)
    }
  const { readDocument, readDocumentBody, openContent, openView, openPage } = parts.documents
  const { openEmbedded, openEmbeddedPage, updateDocument, followResult, noteTalk } = parts.documents
  Object.assign(parts.documents, {
    readDocument: noting(readDocument),
    readDocumentBody: noting(readDocumentBody),
    openContent: noting(openContent),
    openView: noting(openView),
    openPage: noting(openPage),
    openEmbedded: noting(openEmbedded),
    openEmbeddedPage: noting(openEmbeddedPage),
    updateDocument: noting(updateDocument),
    followResult: noting(followResult),
    noteTalk: noting(noteTalk),
  })
  const server = await startPages(parts)
  await server.inject({ method, url, headers: ownForm, ...(method === 'POST' ? { payload: 'state=patient' } : {}) })
  return under
}

const filled = (path: string): string =>
  path
    .replace(':space', patient)
    .replace(':id', '00000000-0000-4000-8000-000000000001')
    .replace(/:(index|line)/, '0')
    .replace(':page', '1')

const documentScreens = professionalScreens.filter(({ path }) => path.includes('/documents/:id'))

test('whatever a professional does with a document, they do under the patient of the address', async () => {
  assert.ok(documentScreens.length >= 6)
  for (const { path, get, post } of documentScreens) {
    if (get) assert.deepEqual(await askedUnder(professionalSession(), filled(path)), [patient], path)
    if (post) assert.deepEqual(await askedUnder(professionalSession(), filled(path), 'POST'), [patient], path)
  }
})

test('and whoever represents a child, under that child', async () => {
  for (const place of ['', '/original', '/view', '/pages/1', '/parts/0', '/parts/0/pages/1', '/values/0']) {
    const address = `/my/children/22222222-2222-7222-8222-000000000001/documents/00000000-0000-4000-8000-000000000001`
    assert.deepEqual(await askedUnder(holderSession(), `${address}${place}`), [child], place)
  }
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Readable } from 'node:stream'
import { fakeParts, holderSession } from '../../../../tests/support/pages/fake-parts.ts'
import { sampleDocument } from '../../../../tests/support/pages/sample-documents.ts'
import { startPages } from '../../../../tests/support/pages/start-pages.ts'

const at = `/my/documents/${sampleDocument(1).id}`

const ask = async (path: string, contentType: string, kept: { onlyKept?: true } = {}) => {
  const parts = fakeParts(holderSession())
  const entry = sampleDocument(1, { contentType, size: 4 })
  parts.documents.openContent = async () => ({ entry, stream: Readable.from([Buffer.from('data')]) })
  parts.documents.openView = async () => ({
    entry,
    stream: Readable.from([Buffer.from('data')]),
    mediaType: contentType,
    ...kept,
  })
  parts.documents.openEmbedded = async () => ({ mediaType: contentType, bytes: Buffer.from('data') })
  return (await startPages(parts)).inject({ url: `${at}/${path}` })
}

test('the original is downloaded under a name that tells a date only', async () => {
  const answer = await ask('original', 'text/xml')
  assert.equal(answer.headers['content-disposition'], 'attachment; filename="document-2026-03-04.xml"')
  assert.equal(answer.headers['content-type'], 'text/xml')
  assert.equal(answer.body, 'data')
  assert.equal(answer.headers['cache-control'], 'no-store')
})

test('only pictures and PDF are ever shown, and nothing of them may run', async () => {
  const cases = [
    { type: 'application/pdf', shown: 'inline' },
    { type: 'image/png', shown: 'inline' },
    { type: 'image/svg+xml', shown: 'attachment' },
    { type: 'text/html', shown: 'attachment' },
    { type: 'text/xml', shown: 'attachment' },
  ]
  for (const { type, shown } of cases) {
    for (const path of ['view', 'parts/0']) {
      const answer = await ask(path, type)
      assert.equal(String(answer.headers['content-disposition']).split(';', 1)[0], shown, `${path} ${type}`)
      const policy = String(answer.headers['content-security-policy'])
      assert.match(policy, /^default-src 'none'/)
      assert.ok(policy.includes('sandbox') || type === 'application/pdf')
      assert.doesNotMatch(policy, /script-src/)
      assert.equal(answer.headers['x-content-type-options'], 'nosniff')
    }
  }
})

test('a page of a PDF is a picture, named by its number from 1', async () => {
  const answer = await ask('pages/12', 'application/pdf')
  assert.deepEqual([answer.statusCode, answer.headers['content-type'], answer.body], [200, 'image/png', 'png'])
  assert.match(String(answer.headers['content-security-policy']), /^default-src 'none'; sandbox/)
  for (const page of ['0', '-1', 'x', '12345', '1.5', '1%2F2'])
    assert.equal((await ask(`pages/${page}`, 'application/pdf')).statusCode, 404, page)
})

test('a part is named by a number', async () => {
  assert.equal((await ask('parts/x', 'image/png')).statusCode, 404)
  assert.equal((await ask('parts/-1', 'image/png')).statusCode, 404)
})

test('a PDF that nobody could look through is never opened by the browser', async () => {
  const answer = await ask('view', 'application/pdf', { onlyKept: true })
  assert.match(String(answer.headers['content-disposition']), /^attachment/)
})
